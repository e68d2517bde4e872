using Microsoft.Extensions.Time.Testing;
using RoleAssist.Core.Agents;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Requesters;
using RoleAssist.Core.Security;
using RoleAssist.Core.Sessions;
using RoleAssist.Core.Tests.Fakes;
using RoleAssist.TestInfrastructure.Sessions;

namespace RoleAssist.Core.Tests.Agents;

public class AgentGuardTests
{
    private readonly AwsFiles _files = new AwsFiles().User("home").Role("dev", "home").Role("prod", "home");
    private readonly CurrentClient _client = new();
    private readonly AgentApprovals _approvals = new(new FakeTimeProvider());

    [Fact]
    public void A_person_gets_what_was_asked_for()
    {
        var target = new AssumeTarget { Profile = "dev" };

        Assert.Same(target, Guard(Requester.Person).Admit(target));
        Assert.Same(target, Guard(Requester.Unknown).Admit(target));
    }

    [Fact]
    public void An_agent_gets_another_session_of_the_role()
    {
        var agents = Resolve(Guard().Admit(new AssumeTarget { Profile = "dev", DurationSeconds = 7200 }));
        var persons = Resolve(new AssumeTarget { Profile = "dev", DurationSeconds = 7200 });

        var role = Assert.IsType<AssumeRoleStep>(agents.Steps[^1]);
        Assert.Equal(SessionPolicyPresets.Find("agent"), role.Policy);
        Assert.Equal(3600, role.DurationSeconds);
        Assert.Equal("robot", AgentScope.AgentOf(agents));
        Assert.NotEqual(SessionId.ForCredentials(persons), SessionId.ForCredentials(agents));
        Assert.False(Guard().MayHave(Requester.Agent("robot"), persons));
        Assert.True(Guard().MayHave(Requester.Agent("robot"), agents));
        Assert.True(Guard().MayHave(Requester.Person, persons));
    }

    [Theory]
    [InlineData(null, null, AgentAccess.Scoped)]
    [InlineData(AgentAccess.Same, null, AgentAccess.Same)]
    [InlineData(AgentAccess.Same, AgentAccess.Deny, AgentAccess.Deny)]
    [InlineData(AgentAccess.Deny, null, AgentAccess.Deny)]
    public void A_persons_host_does_what_the_person_has_set(
        AgentAccess? setting,
        AgentAccess? variable,
        AgentAccess expected
    )
    {
        _client.Options = new ClientOptions(Agents: setting);

        Assert.Equal(expected, Guard(Requester.Person, variable).Access);
    }

    [Theory]
    [InlineData(null, null, AgentAccess.Scoped)]
    [InlineData(AgentAccess.Same, null, AgentAccess.Scoped)]
    [InlineData(AgentAccess.Deny, AgentAccess.Same, AgentAccess.Deny)]
    [InlineData(null, AgentAccess.Same, AgentAccess.Same)]
    [InlineData(AgentAccess.Same, AgentAccess.Deny, AgentAccess.Deny)]
    public void A_client_of_an_agent_can_only_make_it_stricter(
        AgentAccess? setting,
        AgentAccess? variable,
        AgentAccess expected
    )
    {
        _client.Options = new ClientOptions(Agents: setting);

        Assert.Equal(expected, Guard(Requester.Agent("robot"), variable).Access);
    }

    [Fact]
    public async Task A_client_of_an_agent_cannot_say_yes()
    {
        var asked = Answer(AgentDecision.Session);
        var target = new AssumeTarget { Profile = "prod", Agent = "robot" };

        var fault = await Assert.ThrowsAsync<RoleAssistException>(() =>
            Guard().RequireAsync(target, Resolve(target), needsCode: false, purpose: null, CancellationToken.None)
        );

        Assert.Equal(ErrorCode.AgentNeedsApproval, fault.Code);
        Assert.Empty(asked);
    }

    [Fact]
    public void An_agent_is_refused_where_agents_are_denied()
    {
        _client.Options = new ClientOptions(Agents: AgentAccess.Deny);

        var fault = Assert.Throws<RoleAssistException>(() => Guard().Admit(new AssumeTarget { Profile = "dev" }));

        Assert.Equal(ErrorCode.AgentNotAllowed, fault.Code);
    }

    [Theory]
    [InlineData("dev", true)]
    [InlineData("prod", false)]
    [InlineData("home", false)]
    public async Task Without_anybody_to_ask_an_agent_gets_neither_codes_nor_production_nor_keys(
        string profile,
        bool needsCode
    )
    {
        var fault = await Assert.ThrowsAsync<RoleAssistException>(() => RequireAsync(profile, needsCode));

        Assert.Equal(ErrorCode.AgentNeedsApproval, fault.Code);
        Assert.Equal(profile, fault.Profile);
        Assert.Contains("robot", fault.Message, StringComparison.Ordinal);
    }

    /// <summary>An agent chooses the name by which it asks for a role.</summary>
    [Theory]
    [InlineData("arn:aws:iam::123456789012:role/live", null, "home")]
    [InlineData("dev", "arn:aws:iam::123456789012:role/live", null)]
    [InlineData("arn:aws:iam::123456789012:role/production-admin", null, "home")]
    [InlineData("arn:aws:iam::123456789012:role/auditor", null, "prod")]
    [InlineData("audit", null, null)]
    public async Task Production_is_production_by_any_name(string profile, string? roleArn, string? source)
    {
        _files
            .Profile("prod-live", ("role_arn", "arn:aws:iam::123456789012:role/live"), ("source_profile", "home"))
            .Role("audit", "prod");

        var fault = await Assert.ThrowsAsync<RoleAssistException>(() =>
            RequireAsync(
                new AssumeTarget
                {
                    Profile = profile,
                    RoleArn = roleArn,
                    SourceProfile = source,
                }
            )
        );

        Assert.Equal(ErrorCode.AgentNeedsApproval, fault.Code);
        Assert.Contains("production", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_client_of_an_agent_can_only_add_to_what_is_production()
    {
        _client.Options = new ClientOptions(Production: new ProductionRules(["live"]));

        Assert.True(Guard().Production.Matches("prod-admin", null));
        Assert.True(Guard().Production.Matches("live-admin", null));
        Assert.False(Guard(Requester.Person).Production.Matches("prod-admin", null));
    }

    [Fact]
    public async Task Other_roles_need_no_word() => await RequireAsync("dev", needsCode: false);

    [Fact]
    public async Task The_persons_rules_say_what_is_production()
    {
        _client.Options = new ClientOptions(Production: new ProductionRules(["dev"]));

        await RequireAsync("prod", needsCode: false);
        await Assert.ThrowsAsync<RoleAssistException>(() => RequireAsync("dev", needsCode: false));
    }

    [Theory]
    [InlineData(AgentDecision.Once)]
    [InlineData(AgentDecision.Session)]
    public async Task A_yes_is_enough(AgentDecision decision)
    {
        var asked = Answer(decision);

        await RequireAsync("prod", needsCode: false);
        await RequireAsync("prod", needsCode: false);

        var question = Assert.Single(asked);
        Assert.Equal(
            ("robot", "prod", true, "aws s3 ls"),
            (question.Agent, question.Profile, question.IsProduction, question.Command)
        );
    }

    [Fact]
    public async Task A_role_of_identity_center_is_named_by_account_and_permission_set()
    {
        SignedIn("one", "444455556666", "ReadOnly");
        SignedIn("same", "444455556666", "ReadOnly");
        SignedIn("other", "444455556666", "Admin");
        var asked = Answer(AgentDecision.Deny);

        foreach (var profile in (string[])["one", "same", "other"])
        {
            await Assert.ThrowsAsync<RoleAssistException>(() => RequireAsync(profile, needsCode: false));
        }

        Assert.Equal(["one", "other"], asked.Select(question => question.Profile));
        Assert.Contains(
            "'one' (the permission set ReadOnly in the account 444455556666)",
            asked[0].Reason,
            StringComparison.Ordinal
        );
        Assert.Equal("444455556666", asked[0].Account);
        Assert.False(asked[0].IsNarrowed);
    }

    [Fact]
    public async Task A_long_name_hides_nothing_else()
    {
        var name = "prod-" + new string('a', 5_000) + "\n\u202e";
        _files.Profile(name, ("role_arn", "arn:aws:iam::123456789012:role/r"), ("source_profile", "home"));
        var asked = Answer(AgentDecision.Once);

        await RequireAsync(name, needsCode: false);

        var question = Assert.Single(asked);
        Assert.InRange(question.Reason.Length, 1, 300);
        Assert.DoesNotContain('\n', question.Reason);
        Assert.EndsWith("which is production.", question.Reason, StringComparison.Ordinal);
        Assert.True(question.IsNarrowed);
    }

    [Fact]
    public async Task A_no_is_a_refusal()
    {
        Answer(AgentDecision.Deny);

        var fault = await Assert.ThrowsAsync<RoleAssistException>(() => RequireAsync("prod", needsCode: false));

        Assert.Equal(ErrorCode.AgentNotAllowed, fault.Code);
    }

    [Fact]
    public void Only_a_person_can_do_what_only_a_person_may()
    {
        Guard(Requester.Person).RequirePerson("sign in");

        var fault = Assert.Throws<RoleAssistException>(() => Guard().RequirePerson("sign in"));

        Assert.Equal(ErrorCode.AgentNeedsApproval, fault.Code);
    }

    private AgentGuard Guard(Requester? requester = null, AgentAccess? access = null) =>
        new(new FixedRequesters(requester ?? Requester.Agent("robot"), access), _client, _approvals, _files);

    private Task RequireAsync(string profile, bool needsCode) =>
        RequireAsync(new AssumeTarget { Profile = profile }, needsCode);

    private Task RequireAsync(AssumeTarget asked, bool needsCode = false)
    {
        // The process is the person's. The agent asks it.
        var host = Guard(Requester.Person);
        var target = host.Admit(asked, Requester.Agent("robot"));
        return host.RequireAsync(target, Resolve(target), needsCode, "aws s3 ls", CancellationToken.None);
    }

    private void SignedIn(string profile, string account, string permissionSet) =>
        _files
            .SsoSession("s", ("sso_start_url", "https://example.awsapps.com/start"), ("sso_region", "eu-central-1"))
            .Profile(profile, ("sso_session", "s"), ("sso_account_id", account), ("sso_role_name", permissionSet));

    private List<AgentQuestion> Answer(AgentDecision decision)
    {
        var asked = new List<AgentQuestion>();
        _approvals.CanAsk = true;
        _approvals.Asked += question =>
        {
            asked.Add(question);
            Assert.True(_approvals.Decide(question.Id, decision));
        };
        return asked;
    }

    private RoleChain Resolve(AssumeTarget target) =>
        new RoleChainResolver(new ProcessEnvironment([])).Resolve(_files.Load(), target);
}
