namespace RoleAssist.Contracts;

/// <summary>Which accounts to select. Several sources add up; accounts that occur twice count once.</summary>
/// <param name="Profiles">Names of profiles, which may contain <c>*</c> and <c>?</c>.</param>
/// <param name="File">The path of a file that lists accounts: CSV, JSON, JSON lines or YAML.</param>
/// <param name="Organization">A profile that may list the accounts of its organization.</param>
/// <param name="Units">IDs, names or paths of organizational units; all accounts of the organization if absent.</param>
/// <param name="SsoSession">An <c>[sso-session]</c> section whose sign-in tells the accounts.</param>
/// <param name="Role">The name of the role to assume in each account.</param>
/// <param name="SourceProfile">The profile that assumes the roles.</param>
/// <param name="Include">Conditions such as <c>env=prod,stage</c>; an account must meet all.</param>
/// <param name="Exclude">Conditions that exclude an account.</param>
public sealed record AccountSelector(
    IReadOnlyList<string>? Profiles = null,
    string? File = null,
    string? Organization = null,
    IReadOnlyList<string>? Units = null,
    string? SsoSession = null,
    string? Role = null,
    string? SourceProfile = null,
    IReadOnlyList<string>? Include = null,
    IReadOnlyList<string>? Exclude = null
);

/// <param name="Selector">Which accounts to list.</param>
/// <param name="TokenCode">The MFA device's current code, if the source of the accounts needs one.</param>
public sealed record ListAccountsParams(AccountSelector Selector, string? TokenCode = null)
{
    /// <summary>Returns no code, because it may still be valid.</summary>
    public override string ToString() => nameof(ListAccountsParams);
}

/// <param name="Accounts">The accounts, in the order of their sources.</param>
/// <param name="Selection">
/// Identifies exactly these accounts. <c>roleassist/runs/start</c> takes it, so that nothing runs in accounts that the
/// user has not seen.
/// </param>
public sealed record AccountList(IReadOnlyList<AccountInfo> Accounts, string Selection);

/// <summary>An account that a command can run in.</summary>
/// <param name="Name">The account's name, or that of its profile.</param>
/// <param name="Id">The account's 12 digits, if they are known without asking AWS.</param>
/// <param name="Profile">The profile to use; absent if a role is assumed.</param>
/// <param name="RoleArn">The role's ARN, if there is one.</param>
/// <param name="IsProduction">True if the user's settings or the account's stage mark it as production.</param>
/// <param name="Attributes">The metadata and tags of the account.</param>
public sealed record AccountInfo(
    string Name,
    string? Id = null,
    string? Profile = null,
    string? RoleArn = null,
    bool? IsProduction = null,
    IReadOnlyDictionary<string, string>? Attributes = null
);
