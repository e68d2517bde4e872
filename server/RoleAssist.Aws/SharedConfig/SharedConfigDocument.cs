using RoleAssist.Core.Errors;
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
    /// <summary>A section that says nothing to anybody here.</summary>
    Ignored,

    /// <summary><c>[profile x]</c> in the config file, <c>[x]</c> in the credentials file.</summary>
    Profile,

    /// <summary><c>[default]</c> in the config file, which <c>[profile default]</c> beats.</summary>
    BareDefault,

    /// <summary><c>[sso-session x]</c>.</summary>
    SsoSession,

    /// <summary><c>[services x]</c>.</summary>
    Services,
}

/// <summary>A section of a file. Settings are by lower-case name, the last of a name winning.</summary>
internal sealed record SharedConfigSection(
    SectionKind Kind, string Name, SourceLocation Location, IReadOnlyDictionary<string, Setting> Settings);

/// <summary>What a file says, in its order, and what there is to say about its lines.</summary>
internal sealed record SharedConfigDocument(IReadOnlyList<SharedConfigSection> Sections, IReadOnlyList<Problem> Problems)
{
    public static SharedConfigDocument Empty { get; } = new([], []);

    /// <summary>What keeps a section from being used, by what <see cref="ProfileSet.Faults"/> calls it.</summary>
    public IReadOnlyDictionary<string, Problem> Faults { get; init; } = new Dictionary<string, Problem>();

    /// <summary>A file that ends in the middle of a line that means nothing yet: somebody is writing it.</summary>
    public bool IsCutShort { get; init; }
}
