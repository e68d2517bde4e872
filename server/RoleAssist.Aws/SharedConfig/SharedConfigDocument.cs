using RoleAssist.Aws.SharedConfig.Syntax;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Aws.SharedConfig;

/// <summary>The sections of a file, in order, and the problems found in its lines.</summary>
internal sealed record SharedConfigDocument(
    IReadOnlyList<SharedConfigSection> Sections,
    IReadOnlyList<Problem> Problems
)
{
    public static SharedConfigDocument Empty { get; } = new([], []);

    /// <summary>Gets the syntax that it was read from; null if there was no text to read.</summary>
    public ConfigSyntaxTree? Tree { get; init; }

    /// <summary>
    /// Gets the problems that make a section unusable, with the keys of <see cref="ProfileSet.Faults"/>.
    /// </summary>
    public IReadOnlyDictionary<string, Problem> Faults { get; init; } = new Dictionary<string, Problem>();

    /// <summary>Gets whether the file ends in the middle of an incomplete line, as when it is being written.</summary>
    public bool IsTruncated { get; init; }
}
