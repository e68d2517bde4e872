using System.Text.Json.Serialization;

namespace RoleAssist.Core.Settings;

/// <summary>The content of <c>settings.json</c>.</summary>
internal sealed record SettingsFile(IReadOnlyDictionary<string, string> Sources, IReadOnlyList<KnownSetting> Settings);

/// <summary>The JSON format of <c>settings.json</c>. A member that is not a property is a mistake in the file.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    AllowDuplicateProperties = false,
    Converters = [
        typeof(CamelCaseConverter<SettingSection>),
        typeof(CamelCaseConverter<SettingKind>),
        typeof(CamelCaseConverter<SettingFiles>),
        typeof(CamelCaseConverter<Sdk>),
        typeof(CamelCaseConverter<SdkSupport>),
        typeof(CamelCaseConverter<ReadingOutcome>),
    ]
)]
[JsonSerializable(typeof(SettingsFile))]
internal sealed partial class SettingsJsonContext : JsonSerializerContext;
