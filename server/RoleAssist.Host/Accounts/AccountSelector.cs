namespace RoleAssist.Host.Accounts;

/// <summary>Which accounts to select, as the user says it.</summary>
internal sealed record AccountSelector
{
    /// <summary>Gets names and patterns of profiles.</summary>
    public IReadOnlyList<string> Profiles { get; init; } = [];

    /// <summary>Gets a file with accounts; <c>-</c> for stdin.</summary>
    public string? File { get; init; }

    /// <summary>Gets a profile that may list its organization.</summary>
    public string? Organization { get; init; }

    /// <summary>Gets IDs, names or paths of organizational units.</summary>
    public IReadOnlyList<string> Units { get; init; } = [];

    /// <summary>Gets the name of an <c>[sso-session]</c> section.</summary>
    public string? SsoSession { get; init; }

    /// <summary>Gets the role to use in each account.</summary>
    public string? Role { get; init; }

    /// <summary>Gets the profile that assumes the roles; null for the organization's or the default one.</summary>
    public string? SourceProfile { get; init; }

    public IReadOnlyList<string> Include { get; init; } = [];

    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>Gets whether the management account of the organization is selected too.</summary>
    public bool WithManagement { get; init; }

    /// <summary>Gets whether the accounts are only listed, so that they need no role.</summary>
    public bool IsListing { get; init; }

    /// <summary>
    /// Gets whether it matters what is production, which the tags of an organization's accounts may tell.
    /// </summary>
    public bool NeedsStage { get; init; } = true;
}
