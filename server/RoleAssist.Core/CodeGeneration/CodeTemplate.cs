using RoleAssist.Core.CodeGeneration.Pipelines;

namespace RoleAssist.Core.CodeGeneration;

/// <summary>
/// A code template of a language. Its text is in the file with its name in the language's folder <c>Templates</c>.
/// </summary>
/// <param name="Name">The name on the command line.</param>
/// <param name="Description">A one-line description of the code.</param>
public sealed record CodeTemplate(string Name, string Description)
{
    /// <summary>The facts that the code requires. An unknown one becomes a placeholder.</summary>
    public IReadOnlyList<Fact> Needs { get; init; } = [];

    /// <summary>The minimum number of chained roles; 0 if the template also supports profiles without a role.</summary>
    public int Roles { get; init; }

    /// <summary>Whether the code cannot ask for an MFA code if the profile has no role.</summary>
    public bool TakesNoUserCode { get; init; }

    /// <summary>
    /// Whether the code replaces the default profile, so that it cannot be used for chains that go through it.
    /// </summary>
    public bool ReplacesDefaultProfile { get; init; }

    /// <summary>The minimum number of accounts; 0 if the template supports a single profile.</summary>
    public int Accounts { get; init; }

    /// <summary>Whether the code's roles include one that is assumed with a web identity token.</summary>
    public bool TakesWebIdentity { get; init; }

    /// <summary>
    /// Whether the code first uses the MFA code for a user session. Roles assumed with one last at most an hour.
    /// </summary>
    public bool BuysUserSession { get; init; }

    /// <summary>The file name, if it differs from the template's name.</summary>
    public string? FileName { get; init; }

    /// <summary>The provider of the pipelines that the code trusts, or null.</summary>
    public PipelineProvider? Pipeline { get; init; }

    /// <summary>The prefixes of the editor snippet. A template without a prefix has no snippet.</summary>
    public IReadOnlyList<string> Prefixes { get; init; } = [];
}
