using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Aws.SharedConfig;

/// <summary>The kind of file, which determines the syntax of its headers.</summary>
internal enum SharedConfigFileKind
{
    Config,
    Credentials,
}

internal enum SectionKind
{
    /// <summary>A section that RoleAssist does not use.</summary>
    Ignored,

    /// <summary><c>[profile x]</c> in the config file, <c>[x]</c> in the credentials file.</summary>
    Profile,

    /// <summary><c>[default]</c> in the config file, over which <c>[profile default]</c> takes precedence.</summary>
    BareDefault,

    /// <summary><c>[sso-session x]</c>.</summary>
    SsoSession,

    /// <summary><c>[services x]</c>.</summary>
    Services,
}

/// <summary>A section of a file. Settings are keyed by lower-case name; the last one of a name is used.</summary>
internal sealed record SharedConfigSection(
    SectionKind Kind, string Name, SourceLocation Location, IReadOnlyDictionary<string, Setting> Settings);

/// <summary>The sections of a file, in order, and the problems found in its lines.</summary>
internal sealed record SharedConfigDocument(IReadOnlyList<SharedConfigSection> Sections, IReadOnlyList<Problem> Problems)
{
    public static SharedConfigDocument Empty { get; } = new([], []);

    /// <summary>
    /// Gets the problems that make a section unusable, with the keys of <see cref="ProfileSet.Faults"/>.
    /// </summary>
    public IReadOnlyDictionary<string, Problem> Faults { get; init; } = new Dictionary<string, Problem>();

    /// <summary>Gets whether the file ends in the middle of an incomplete line, as when it is being written.</summary>
    public bool IsTruncated { get; init; }
}
