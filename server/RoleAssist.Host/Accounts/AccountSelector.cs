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

    /// <summary>Gets whether all attributes are wanted, also those that need a call for each account.</summary>
    public bool WithAllAttributes { get; init; }
}
