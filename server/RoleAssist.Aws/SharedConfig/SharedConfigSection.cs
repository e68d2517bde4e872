using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Aws.SharedConfig;

/// <summary>A section of a file. Settings are keyed by lower-case name; the last one of a name is used.</summary>
internal sealed record SharedConfigSection(
    SectionKind Kind,
    string Name,
    SourceLocation Location,
    IReadOnlyDictionary<string, Setting> Settings
);
