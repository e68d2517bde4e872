using RoleAssist.Core.Diagnostics;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Aws.SharedConfig;

/// <summary>Which of the two files is read: their headers differ.</summary>
internal enum SharedConfigFileKind
{
    Config,
    Credentials,
}

internal enum SectionKind
{
    /// <summary><c>[profile x]</c>, and every section of the credentials file.</summary>
    Profile,

    /// <summary><c>[default]</c> in the config file, which <c>[profile default]</c> beats.</summary>
    BareDefault,

    /// <summary><c>[services x]</c>.</summary>
    Services,

    /// <summary>A section that profiles do not come from: its lines are read and left.</summary>
    Ignored,
}

/// <summary>A section of a file. Settings are by lower-case name, the last of a name winning.</summary>
internal sealed record SharedConfigSection(SectionKind Kind, string Name)
{
    public Dictionary<string, Setting> Settings { get; } = new(StringComparer.Ordinal);
}

/// <summary>What a file says, and every line of it that says nothing.</summary>
internal sealed record SharedConfigDocument(IReadOnlyList<SharedConfigSection> Sections, IReadOnlyList<Problem> Problems);
