namespace RoleAssist.Core.CodeGeneration;

/// <summary>Something to write, in one language. Its text is the file of its name in the language's folder <c>Templates</c>.</summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="Description">What the code does, in a line.</param>
public sealed record CodeTemplate(string Name, string Description)
{
    /// <summary>The facts without which the code makes no sense: a placeholder stands for one that is not known.</summary>
    public IReadOnlyList<Fact> Needs { get; init; } = [];

    /// <summary>How many roles the code assumes at least, one with the other's session; none: it takes profiles without a role too.</summary>
    public int Roles { get; init; }

    /// <summary>Whether code for a profile without a role cannot ask for the MFA code that the profile's device gives.</summary>
    public bool TakesNoUserCode { get; init; }

    /// <summary>Whether the code replaces the default profile, so that no chain that begins there may be written into it.</summary>
    public bool ReplacesDefaultProfile { get; init; }

    /// <summary>How many accounts the code goes through at least; none: it is about one profile.</summary>
    public int Accounts { get; init; }

    /// <summary>Whether the role that a token is exchanged for is one of the roles that it is about.</summary>
    public bool TakesWebIdentity { get; init; }

    /// <summary>Whether an MFA code buys a session of the user's own first. A role that is assumed with one lasts an hour at most.</summary>
    public bool BuysUserSession { get; init; }

    /// <summary>The file to write the code to, where it is not called as the template.</summary>
    public string? FileName { get; init; }

    /// <summary>What to type for it in an editor; a template without is in no snippet file.</summary>
    public IReadOnlyList<string> Prefixes { get; init; } = [];
}
