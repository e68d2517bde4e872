using Microsoft.Extensions.Time.Testing;
using RoleAssist.Core.Agents;

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

        Assert.Equal(8, _asked.Count);
    }

    private Task<AgentDecision?> AskAsync(string agent = "robot", string session = "one", string? command = null) =>
        _approvals.AskAsync(
            new AgentQuestion("", agent, "prod", true, "A reason.", null, null, command, default),
            session,
            CancellationToken.None
        );
}
