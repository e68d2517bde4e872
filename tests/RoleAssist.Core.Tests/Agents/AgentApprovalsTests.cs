using Microsoft.Extensions.Time.Testing;
using RoleAssist.Core.Agents;
using RoleAssist.Core.Errors;

namespace RoleAssist.Core.Tests.Agents;

public class AgentApprovalsTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly AgentApprovals _approvals;
    private readonly List<string> _asked = [];
    private readonly List<string> _ended = [];

    public AgentApprovalsTests()
    {
        _approvals = new AgentApprovals(_time) { CanAsk = true };
        _approvals.Asked += question => _asked.Add(question.Id);
        _approvals.Ended += _ended.Add;
    }

    [Fact]
    public async Task Waits_for_a_decision()
    {
        var waiting = AskAsync();
        Assert.False(waiting.IsCompleted);

        Assert.True(_approvals.Decide(_asked[0], AgentDecision.Once));

        Assert.Equal(AgentDecision.Once, await waiting);
        Assert.Equal(_asked, _ended);
        Assert.False(_approvals.Decide(_asked[0], AgentDecision.Once));
    }

    [Fact]
    public async Task Does_not_wait_for_ever()
    {
        var waiting = AskAsync();

        _time.Advance(AgentApprovals.Patience);

        Assert.Null(await waiting);
        Assert.Equal(_asked, _ended);
    }

    [Fact]
    public async Task Asks_nobody_without_a_client()
    {
        _approvals.CanAsk = false;

        Assert.Null(await AskAsync());
        Assert.Empty(_asked);
    }

    [Fact]
    public async Task A_yes_for_the_session_ends_after_a_while_and_is_for_one_agent_and_role()
    {
        var first = AskAsync();
        _approvals.Decide(_asked[0], AgentDecision.Session);
        await first;

        Assert.Equal(AgentDecision.Session, await AskAsync());
        _ = AskAsync(agent: "other");
        _ = AskAsync(session: "other");
        Assert.Equal(3, _asked.Count);
        _time.Advance(AgentApprovals.Validity);
        _ = AskAsync();
        Assert.Equal(4, _asked.Count);
    }

    [Fact]
    public async Task Asks_once_for_a_program_that_tries_again()
    {
        var (first, second) = (AskAsync(), AskAsync());

        _approvals.Decide(Assert.Single(_asked), AgentDecision.Once);

        Assert.Equal(AgentDecision.Once, await first);
        Assert.Equal(AgentDecision.Once, await second);
        Assert.Equal(AgentDecision.Session, await AskAsync());
    }

    [Fact]
    public async Task A_yes_for_once_is_for_one_command()
    {
        var first = AskAsync(command: "list");
        _approvals.Decide(_asked[0], AgentDecision.Once);
        await first;

        Assert.Equal(AgentDecision.Session, await AskAsync(command: "list"));
        Assert.False(AskAsync(command: "delete").IsCompleted);
        Assert.False(AskAsync(command: "delete more").IsCompleted);
        Assert.Equal(3, _asked.Count);
    }

    [Fact]
    public void Cannot_be_buried_in_questions()
    {
        for (var i = 0; i < 20; i++)
        {
            _ = AskAsync(session: $"{i}");
        }

        Assert.Equal(2, _asked.Count);
        for (var i = 0; i < 20; i++)
        {
            _ = AskAsync(agent: $"robot-{i}", session: $"{i}");
        }

        Assert.Equal(4, _asked.Count);
    }

    [Fact]
    public async Task After_a_no_nobody_is_asked_for_a_while_whoever_asks_and_for_whatever_command()
    {
        await DenyAsync();

        var fault = await Assert.ThrowsAsync<RoleAssistException>(() =>
            AskAsync(agent: "other", session: "another-policy", command: "list")
        );
        Assert.Equal(ErrorCode.AgentNotAllowed, fault.Code);
        Assert.Contains("has just said no", fault.Message, StringComparison.Ordinal);
        Assert.Contains("Do not ask again", fault.Hint, StringComparison.Ordinal);
        Assert.Single(_asked);
        _ = AskAsync(profile: "another");
        Assert.Equal(2, _asked.Count);
    }

    [Fact]
    public async Task A_no_is_about_the_role_and_not_about_the_profile_that_names_it()
    {
        await DenyAsync(role: "arn:aws:iam::123456789012:role/admin");

        await Assert.ThrowsAsync<RoleAssistException>(() =>
            AskAsync(profile: "same-role", role: "arn:aws:iam::123456789012:role/admin")
        );
        Assert.Single(_asked);
    }

    [Fact]
    public async Task The_pause_is_longer_after_each_no()
    {
        foreach (var minutes in new[] { 1, 5, 15, 60, 60 })
        {
            await DenyAsync();
            _time.Advance(TimeSpan.FromMinutes(minutes) - TimeSpan.FromSeconds(1));
            await Assert.ThrowsAsync<RoleAssistException>(() => AskAsync());
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        _time.Advance(TimeSpan.FromHours(1));
        await DenyAsync();
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.False(AskAsync().IsCompleted);
    }

    [Fact]
    public async Task An_agent_that_asks_for_one_thing_after_the_other_is_silenced()
    {
        await DenyAsync(profile: "one");
        await DenyAsync(profile: "two");
        await DenyAsync(profile: "three");

        await Assert.ThrowsAsync<RoleAssistException>(() => AskAsync(profile: "four"));
        Assert.Throws<RoleAssistException>(() => _approvals.RequireNotRefused("robot", "one", "one"));
        _approvals.RequireNotRefused("robot", "needs-no-question", "needs-no-question");
        _time.Advance(TimeSpan.FromMinutes(5));
        Assert.False(AskAsync(profile: "four").IsCompleted);
    }

    [Fact]
    public async Task The_person_can_let_agents_ask_again()
    {
        await DenyAsync(profile: "one");
        await DenyAsync(profile: "two");
        await DenyAsync(profile: "three");

        Assert.Equal(3, _approvals.LetAskAgain());
        Assert.Equal(0, _approvals.LetAskAgain());
        Assert.False(AskAsync(profile: "one").IsCompleted);
    }

    [Fact]
    public async Task A_no_answers_the_other_questions_about_the_same_role()
    {
        var (first, second) = (AskAsync(command: "list"), AskAsync(command: "delete"));

        _approvals.Decide(_asked[0], AgentDecision.Deny);

        Assert.Equal(AgentDecision.Deny, await first);
        Assert.Equal(AgentDecision.Deny, await second);
        Assert.Equal(_asked.Order(), _ended.Order());
    }

    [Fact]
    public async Task A_no_does_not_take_back_what_was_allowed()
    {
        var first = AskAsync(command: "list");
        _approvals.Decide(_asked[0], AgentDecision.Session);
        await first;
        await DenyAsync(session: "other");

        Assert.Equal(AgentDecision.Session, await AskAsync(command: "list"));
    }

    [Fact]
    public async Task Nobody_is_asked_about_a_command_that_nobody_can_read()
    {
        var fault = await Assert.ThrowsAsync<RoleAssistException>(() =>
            AskAsync(command: new string('x', AgentCommand.Longest + 1))
        );

        Assert.Equal(ErrorCode.AgentNotAllowed, fault.Code);
        Assert.Empty(_asked);
        Assert.False(AskAsync(command: new string('x', AgentCommand.Longest)).IsCompleted);
    }

    private async Task DenyAsync(string session = "one", string profile = "prod", string? role = null)
    {
        var asking = AskAsync(session: session, profile: profile, role: role);
        Assert.True(_approvals.Decide(_asked[^1], AgentDecision.Deny));
        Assert.Equal(AgentDecision.Deny, await asking);
    }

    private Task<AgentDecision?> AskAsync(
        string agent = "robot",
        string session = "one",
        string? command = null,
        string profile = "prod",
        string? role = null
    ) =>
        _approvals.AskAsync(
            new AgentQuestion("", agent, profile, true, "A reason.", null, role, command, default),
            session,
            CancellationToken.None
        );
}
