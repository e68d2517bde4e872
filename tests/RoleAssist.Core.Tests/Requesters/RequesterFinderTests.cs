using RoleAssist.Core.Requesters;

namespace RoleAssist.Core.Tests.Requesters;

public class RequesterFinderTests
{
    private static readonly ObservedProcess Shell = With("bash");

    [Theory]
    [InlineData("CLAUDECODE", "1", "claude-code")]
    [InlineData("GEMINI_CLI", "1", "gemini-cli")]
    [InlineData("CODEX_THREAD_ID", "0199", "codex")]
    [InlineData("CURSOR_AGENT", "1", "cursor")]
    [InlineData("AI_AGENT", "Some Agent", "some-agent")]
    [InlineData("AI_AGENT", "1", "agent")]
    [InlineData("ROLEASSIST_AGENT", "my\u001b[0m;robot", "my--0m-robot")]
    public void Knows_an_agent_by_its_variable(string variable, string value, string name) =>
        Assert.Equal(Requester.Agent(name), Find(With("bash", (variable, value)), Shell));

    [Theory]
    [InlineData("CLAUDECODE", "0")]
    [InlineData("CLAUDECODE", "")]
    [InlineData("AI_AGENT", "No")]
    [InlineData("OPENCODE", "False")]
    [InlineData("CURSOR_TRACE_ID", "abc")]
    [InlineData("HOME", "/home/alice")]
    public void Takes_nobody_else_for_an_agent(string variable, string value) =>
        Assert.Equal(Requester.Person, Find(With("bash", (variable, value)), Shell));

    [Fact]
    public void Knows_an_agent_by_an_ancestor_when_the_variable_is_removed() =>
        Assert.Equal(Requester.Agent("claude-code"), Find(Shell, Shell, With("bash", ("CLAUDECODE", "1")), Shell));

    [Fact]
    public void Knows_an_agent_by_its_program() =>
        Assert.Equal(Requester.Agent("codex"), Find(Shell, new ObservedProcess("codex", null), Shell));

    [Fact]
    public void Names_the_innermost_agent() =>
        Assert.Equal(
            Requester.Agent("gemini-cli"),
            Find(With("bash", ("GEMINI_CLI", "1")), With("node", ("CLAUDECODE", "1")))
        );

    [Fact]
    public void Does_not_call_somebody_a_person_whose_ancestors_are_unknown() =>
        Assert.Equal(Requester.Unknown, RequesterFinder.Find([Shell], seesAncestors: false).Requester);

    [Theory]
    [InlineData("same", null)]
    [InlineData("scoped", null)]
    [InlineData("deny", AgentAccess.Deny)]
    public void An_agent_can_only_make_it_stricter(string said, AgentAccess? counts) =>
        Assert.Equal(
            counts,
            Access(With("bash", ("CLAUDECODE", "1"), ("ROLEASSIST_AGENTS", said)), With("claude"), Shell)
        );

    [Fact]
    public void An_agent_cannot_loosen_it_by_a_shell_in_a_shell() =>
        Assert.Null(
            Access(
                With("bash", ("CLAUDECODE", "1")),
                With("bash", ("ROLEASSIST_AGENTS", "same")),
                With("bash", ("CLAUDECODE", "1")),
                Shell
            )
        );

    [Fact]
    public void A_person_can_loosen_it_where_the_agent_was_started()
    {
        Assert.Equal(
            AgentAccess.Same,
            Access(With("bash", ("CLAUDECODE", "1")), With("node", ("ROLEASSIST_AGENTS", "same")), Shell)
        );
        Assert.Equal(
            AgentAccess.Same,
            Access(
                With("bash", ("CLAUDECODE", "1")),
                With("claude", ("ROLEASSIST_AGENTS", "same")),
                With("bash", ("ROLEASSIST_AGENTS", "7"))
            )
        );
    }

    private static Requester Find(params ObservedProcess[] processes) =>
        RequesterFinder.Find(processes, seesAncestors: true).Requester;

    private static AgentAccess? Access(params ObservedProcess[] processes) =>
        RequesterFinder.Find(processes, seesAncestors: true).Access;

    private static ObservedProcess With(string name, params (string Name, string Value)[] variables) =>
        new(name, variables.ToDictionary(variable => variable.Name, variable => variable.Value));
}
