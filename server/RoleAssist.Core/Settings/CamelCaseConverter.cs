using System.Text.Json;
using System.Text.Json.Serialization;

namespace RoleAssist.Core.Settings;

/// <summary>Reads an enum from its name in camel case.</summary>
internal sealed class CamelCaseConverter<T>()
    : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where T : struct, Enum;
