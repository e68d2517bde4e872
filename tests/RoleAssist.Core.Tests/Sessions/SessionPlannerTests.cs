using RoleAssist.Core.Chains;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Sessions;
using RoleAssist.Core.Tests.Fakes;

namespace RoleAssist.Core.Tests.Sessions;

/// <summary>What each MFA code is used for. A row lists the request, what exists already, and what is done.</summary>
public class SessionPlannerTests
{
    private const string Device = "arn:aws:iam::123456789012:mfa/ana";

    private static readonly AwsFiles Files = new AwsFiles()
        .User("user", ("mfa_serial", Device))
        .User("other", ("mfa_serial", "arn:aws:iam::123456789012:mfa/bob"))
        .Profile("temporary", ("aws_access_key_id", "ASIA"), ("aws_secret_access_key", "s"), ("aws_session_token", "t"))
        .Profile(
            "sso",
            ("sso_start_url", "https://x"),
            ("sso_region", "eu-west-1"),
            ("sso_account_id", "123456789012"),
            ("sso_role_name", "dev")
        )
        .Role("open", "user")
        .Role("a", "user", ("mfa_serial", Device))
        .Role("b", "user", ("mfa_serial", Device))
        .Role("far", "user", ("mfa_serial", Device), ("region", "ap-southeast-2"))
        .Profile(
            "china",
            ("source_profile", "user"),
            ("mfa_serial", Device),
            ("role_arn", "arn:aws-cn:iam::123456789012:role/china")
        )
        .Role("short", "user", ("mfa_serial", Device), ("duration_seconds", "900"))
        .Role("long", "user", ("mfa_serial", Device), ("duration_seconds", "43200"))
        .Role("chained", "a", ("duration_seconds", "43200"))
        .Role("bobs", "other", ("mfa_serial", "arn:aws:iam::123456789012:mfa/bob"))
        .Role("on-temporary", "temporary", ("mfa_serial", Device))
        .Role("on-sso", "sso", ("mfa_serial", Device));

    public static TheoryData<string, string, string, int> Rows =>
        new()
        {
            // requested            existing         what is done                                              codes
            { "open", "", "open plain 3600", 0 },
            { "a", "", "a primed 3600/28800", 1 },
            { "a", "a", "a existing 3600", 0 },
            { "a", "user's session", "a primed 3600/28800", 0 },
            { "a b", "", "a primed 3600/28800, b primed 3600/28800", 1 },
            { "a b open", "b", "a primed 3600/28800, b existing 3600, open plain 3600", 1 },
            { "short", "", "short primed 900/28800", 1 },
            { "long", "", "long direct 43200", 1 },
            { "long", "user's session", "long direct 43200", 1 },
            { "a long", "", "a primed 3600/28800, long primed 3600/28800 capped", 1 },
            { "chained", "", "chained primed 3600/28800 capped", 1 },
            { "a far", "", "a primed 3600/28800, far primed 3600/28800", 1 },
            { "a china", "", "a primed 3600/28800, china primed 3600/28800", 2 },
            { "a bobs", "", "a primed 3600/28800, bobs primed 3600/28800", 2 },
            { "user", "", "user primed 28800/28800", 1 },
            { "user a", "", "user primed 28800/28800, a primed 3600/28800", 1 },
            { "on-temporary", "", "on-temporary plain 3600 capped", 0 },
            { "on-sso", "", "on-sso plain 3600 capped", 0 },
        };

    [Theory]
    [MemberData(nameof(Rows))]
    public void Uses_one_code_for_as_much_as_possible(string wanted, string there, string done, int codes) =>
        Check(Plan(wanted, there), done, codes);

    [Theory]
    [InlineData("a", "a direct 3600", 1)]
    [InlineData("a b", "a direct 3600, b direct 3600", 2)]
    [InlineData("a long", "a direct 3600, long direct 43200", 2)]
    [InlineData("user", "user direct 43200", 1)]
    public void One_code_per_role_gives_each_role_its_full_duration(string wanted, string done, int codes) =>
        Check(Plan(wanted, preference: MfaPreference.Direct), done, codes);

    [Theory]
    [InlineData("long", "long primed 3600/28800 capped", 1)]
    public void Priming_uses_one_code_for_everything(string wanted, string done, int codes) =>
        Check(Plan(wanted, preference: MfaPreference.Prime), done, codes);

    [Theory]
    [InlineData("a", "", "a direct 3600", 1)]
    [InlineData("a", "user's session", "a primed 3600/28800", 0)]
    [InlineData("a b", "", "a primed 3600/28800, b primed 3600/28800", 1)]
    public void Does_not_prime_a_single_role_that_is_not_renewed(string wanted, string there, string done, int codes) =>
        Check(Plan(wanted, there, willRenew: false), done, codes);

    [Fact]
    public void Tells_how_to_get_more_time_for_a_capped_role()
    {
        var plan = Plan("a long").Sessions[1];

        Assert.Contains("an hour at most", plan.Cap, StringComparison.Ordinal);
        Assert.Contains("Assume 'long' by itself", plan.Advice, StringComparison.Ordinal);
    }

    private static SessionPlan Plan(
        string wanted,
        string there = "",
        MfaPreference preference = MfaPreference.Automatic,
        bool willRenew = true
    )
    {
        var resolver = new RoleChainResolver(new ProcessEnvironment([]));
        var chains = wanted
            .Split(' ')
            .Select(profile => resolver.Resolve(Files.Load(), new AssumeTarget { Profile = profile }))
            .ToList();
        var live = chains.Where(chain => there == chain.Profile).Select(SessionId.FromChain).ToHashSet();
        return SessionPlanner.Plan(
            chains,
            new PlanningContext(
                chain => live.Contains(SessionId.FromChain(chain)),
                _ => there == "user's session",
                preference,
                willRenew
            )
        );
    }

    private static void Check(SessionPlan plan, string done, int codes)
    {
        Assert.Equal(done, string.Join(", ", plan.Sessions.Select(Describe)));
        Assert.Equal(codes, plan.CodesNeeded);
    }

    private static string Describe(PlannedSession session) =>
        $"{session.Chain.Profile} {session.Route.ToString().ToLowerInvariant()} {session.LifetimeSeconds}"
        + (session.RenewableSeconds is { } renewable ? $"/{renewable}" : "")
        + (session.Cap is null ? "" : " capped");
}
