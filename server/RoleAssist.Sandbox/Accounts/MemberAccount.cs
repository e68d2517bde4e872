using System.Globalization;

namespace RoleAssist.Sandbox.Accounts;

/// <summary>
/// The state of an account
/// (https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_accounts_account_state.html).
/// </summary>
internal enum AccountState
{
    Active,
    Suspended,
    PendingClosure,
}

/// <summary>A member account of the organization. Its number determines everything, so that nothing is stored.</summary>
internal readonly record struct MemberAccount(int Number)
{
    private static readonly DateTimeOffset FirstJoined = new(2024, 5, 1, 9, 30, 0, TimeSpan.Zero);
    private static readonly string[] Teams =
    [
        "payments",
        "search",
        "billing",
        "platform",
        "checkout",
        "identity",
        "data",
        "mobile",
    ];
    private static readonly string[] Environments = ["prod", "stage", "dev"];

    public string Id => AccountIds.Of(Number);

    public string Environment => Environments[Index % Environments.Length];

    public string Team => Teams[Index / Environments.Length % Teams.Length];

    public string Name => string.Create(CultureInfo.InvariantCulture, $"{Team}-{Environment}-{Number:0000}");

    public string Email => $"aws+{Name}@example.com";

    public DateTimeOffset Joined => FirstJoined.AddHours(Number);

    /// <summary>One account of 50 is closed: it is listed, but nothing in it can be used.</summary>
    public AccountState State =>
        (Number % 100) switch
        {
            50 => AccountState.Suspended,
            0 => AccountState.PendingClosure,
            _ => AccountState.Active,
        };

    /// <summary>The unit that contains the account: that of its environment, or a sandbox for a part of dev.</summary>
    public OrganizationalUnit Unit =>
        (Environment, Index % 12) switch
        {
            ("dev", 11) => OrganizationalUnit.Sandbox,
            ("dev", _) => OrganizationalUnit.Dev,
            ("stage", _) => OrganizationalUnit.Stage,
            _ => OrganizationalUnit.Prod,
        };

    public IReadOnlyList<KeyValuePair<string, string>> Tags => [new("env", Environment), new("team", Team)];

    private int Index => Number - 1;
}
