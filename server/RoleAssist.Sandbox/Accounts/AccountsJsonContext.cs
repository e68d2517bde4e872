using System.Text.Json;
using System.Text.Json.Serialization;

namespace RoleAssist.Sandbox.Accounts;

/// <summary>The JSON inside session tokens.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Session))]
internal sealed partial class AccountsJsonContext : JsonSerializerContext;
