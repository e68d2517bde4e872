using System.CommandLine;
using RoleAssist.Host.Accounts;

namespace RoleAssist.Host.CommandLine.Verbs;

/// <summary>The options that select accounts.</summary>
internal sealed class SelectorOptions
{
    private readonly Option<string[]> _profiles;

    private readonly Option<string?> _accounts = new("--accounts")
    {
        Description =
            "A file with accounts in CSV, JSON, JSON lines or YAML: id, and optionally name, role, profile, "
            + "regions and any other columns. - reads stdin.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _organization = new("--organization")
    {
        Description = "A profile that may list the accounts of its organization.",
        HelpName = "PROFILE",
    };

    private readonly Option<string[]> _units = new("--ou")
    {
        Description = "An organizational unit by ID, name or path, with all below it; may be repeated.",
        HelpName = "OU",
    };

    private readonly Option<string?> _sso = new("--sso")
    {
        Description = "An sso-session: the accounts and roles that its sign-in may use.",
        HelpName = "SESSION",
    };

    private readonly Option<string?> _role = new("--role")
    {
        Description = "The name of the role to assume in each account.",
        HelpName = "NAME",
    };

    private readonly Option<bool> _management = new("--include-management")
    {
        Description = "With --organization: the management account too, in which AWS creates no role for access.",
    };

    private readonly Option<string[]> _include = new("--include")
    {
        Description =
            "Only accounts with one of these values of an attribute or tag: env=prod,stage. Repeated with "
            + "another attribute, both must match.",
        HelpName = "NAME=VALUE,…",
    };

    private readonly Option<string[]> _exclude = new("--exclude")
    {
        Description = "Not the accounts with one of these values; may be repeated.",
        HelpName = "NAME=VALUE,…",
    };

    /// <param name="verb">The verb that gets the options.</param>
    /// <param name="hasProfiles">Whether the verb has its own option for profiles.</param>
    public SelectorOptions(Command verb, bool hasProfiles = false)
    {
        _profiles = new Option<string[]>("--profiles", hasProfiles ? [] : ["--profile"])
        {
            Description = "A profile or a pattern such as 'prod-*'; may be repeated, or separated by commas.",
            HelpName = "PATTERN",
            AllowMultipleArgumentsPerToken = true,
        };
        foreach (var option in All)
        {
            verb.Add(option);
        }
    }

    private Option[] All => [_profiles, _accounts, _organization, _units, _sso, _role, _management, _include, _exclude];

    /// <summary>Returns the options that are given.</summary>
    public IEnumerable<Option> Given(ParseResult parsed) =>
        All.Where(option => parsed.GetResult(option) is { Implicit: false });

    /// <summary>Returns whether an option names a source of accounts.</summary>
    public bool IsGiven(ParseResult parsed) =>
        parsed.GetValue(_profiles) is [_, ..]
        || (parsed.GetValue(_accounts) ?? parsed.GetValue(_organization) ?? parsed.GetValue(_sso)) is not null;

    /// <summary>Returns what the options select.</summary>
    public AccountSelector GetSelector(ParseResult parsed, string? sourceProfile) =>
        new()
        {
            Profiles = parsed.GetValue(_profiles) ?? [],
            File = parsed.GetValue(_accounts),
            Organization = parsed.GetValue(_organization),
            Units = parsed.GetValue(_units) ?? [],
            SsoSession = parsed.GetValue(_sso),
            Role = parsed.GetValue(_role),
            SourceProfile = sourceProfile,
            WithManagement = parsed.GetValue(_management),
            Include = parsed.GetValue(_include) ?? [],
            Exclude = parsed.GetValue(_exclude) ?? [],
        };
}
