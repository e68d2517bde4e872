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

    [Theory]
    [InlineData("node /usr/lib/node_modules/@google/gemini-cli/dist/index.js", "gemini-cli")]
    [InlineData("/usr/bin/node --no-warnings=X --require /x.js /usr/local/bin/gemini --yolo", "gemini-cli")]
    [InlineData("node /a/node_modules/.pnpm/y/node_modules/@github/copilot/index.js", "copilot-cli")]
    [InlineData("node /home/alice/.npm/_npx/1/node_modules/.bin/qwen", "qwen-code")]
    [InlineData("node /home/alice/.nvm/versions/node/v24/lib/node_modules/cline/dist/cli.js", "cline")]
    [InlineData("node /usr/local/bin/opencode", "opencode")]
    [InlineData("bun /x/node_modules/@anthropic-ai/claude-code/cli.js", "claude-code")]
    [InlineData("bun x @openai/codex@1.2.3", "codex")]
    [InlineData("deno run -A npm:@google/gemini-cli@0.9", "gemini-cli")]
    [InlineData("node --title x /usr/lib/node_modules/@google/gemini-cli/dist/index.js", "gemini-cli")]
    [InlineData("node --env-file .env /usr/local/bin/gemini", "gemini-cli")]
    [InlineData("node --disable-warning X /usr/local/bin/gemini", "gemini-cli")]
    [InlineData("node --new-in-node-99 X /usr/local/bin/gemini", "gemini-cli")]
    [InlineData("node --new-in-node-99 /usr/local/bin/gemini x", "gemini-cli")]
    [InlineData("node -- /usr/local/bin/gemini", "gemini-cli")]
    [InlineData("node /usr/lib/node_modules/@google/gemini-cli", "gemini-cli")]
    [InlineData("node /usr/lib/node_modules/cline", "cline")]
    [InlineData("bun x --bun @openai/codex", "codex")]
    [InlineData("python3.12 -m aider --yes", "aider")]
    [InlineData("python3 -um aider", "aider")]
    [InlineData("python3 -maider", "aider")]
    [InlineData("python3 -W ignore -Xdev -m aider.main", "aider")]
    [InlineData("python3 --check-hash-based-pycs never -m aider", "aider")]
    [InlineData("python3 /home/alice/venv/lib/python3.11/site-packages/aider", "aider")]
    [InlineData("python3 -u /usr/lib/python3/dist-packages/aider/main.py", "aider")]
    [InlineData("/home/alice/venv/bin/python /home/alice/venv/bin/aider", "aider")]
    [InlineData("/home/alice/.local/bin/cursor-agent --use-system-ca /x/index.js", "cursor")]
    public void Knows_an_agent_by_the_script_that_an_interpreter_runs(string line, string agent) =>
        Assert.Equal(Requester.Agent(agent), Find(Shell, Started(line), Shell));

    [Theory]
    [InlineData("python codex.py")]
    [InlineData("python3 /home/alice/project/codex.py")]
    [InlineData("node gemini.js")]
    [InlineData("node /home/alice/codex/index.js")]
    [InlineData("node codex")]
    [InlineData("node /x/node_modules/other/bin/codex")]
    [InlineData("node /x/node_modules/@google/gemini-cli/node_modules/helper/index.js")]
    [InlineData("node /x/node_modules/@github/copilot-language-server/index.js")]
    [InlineData("node --eval gemini")]
    [InlineData("node server.js /usr/local/bin/gemini")]
    [InlineData("node --require /usr/local/bin/gemini server.js")]
    [InlineData("python /usr/local/bin/gemini")] // A tool for genomes has that name.
    [InlineData("copilot deploy")] // The tool of AWS.
    [InlineData("vim /usr/lib/node_modules/@google/gemini-cli/dist/index.js")]
    [InlineData("node")]
    [InlineData("node -m")]
    [InlineData("node --watch server.js /usr/local/bin/gemini")]
    [InlineData("node --title gemini server.js")]
    [InlineData("node x @openai/codex")]
    [InlineData("node editor.js /usr/lib/node_modules/@google/gemini-cli/dist/index.js")]
    [InlineData("python3 editor.py /home/alice/venv/bin/aider")]
    [InlineData("python3 -c pass /home/alice/venv/bin/aider")]
    [InlineData("python3 -W /home/alice/venv/bin/aider x.py")]
    [InlineData("python3 /home/alice/aider")]
    [InlineData("python3 -m aiderdown")]
    [InlineData("python3 -um")]
    [InlineData("deno run npm:")]
    public void Takes_no_script_of_a_person_for_an_agent(string line) =>
        Assert.Equal(Requester.Person, Find(Shell, Started(line), Shell));

    [Theory]
    [InlineData("crush", "bash", "/bin/bash ./crush")]
    [InlineData("codex", "bash", "/bin/bash -e ./codex now")]
    [InlineData("qwen", "python3.11", "/usr/bin/python3 ./qwen")]
    [InlineData("codex", "tclsh8.6", "/usr/bin/tclsh ./codex")]
    [InlineData("kiro-cli", null, "/usr/bin/perl -w /home/alice/kiro-cli")]
    [InlineData("MainThread", "node", "npm-run-who")]
    public void Takes_no_script_that_the_system_names_after_its_file_for_an_agent(
        string name,
        string? executable,
        string line
    ) => Assert.Equal(Requester.Person, Find(Shell, Started(line, executable, name), Shell));

    [Theory]
    [InlineData("claude", "2.0.14", "claude --resume", "claude-code")]
    [InlineData("MainThread", "codex", "something", "codex")]
    [InlineData("codex", null, "", "codex")]
    [InlineData("MainThread", "node", "cursor-agent --use-system-ca /x/index.js", "cursor")]
    [InlineData("MainThread", "node", "gemini", "gemini-cli")]
    [InlineData("aider", "python3.12", "aider", "aider")]
    public void Knows_an_agent_by_its_file_its_name_or_its_title(
        string name,
        string? executable,
        string line,
        string agent
    ) => Assert.Equal(Requester.Agent(agent), Find(Shell, Started(line, executable, name), Shell));

    [Fact]
    public void A_persons_word_reaches_an_agent_that_is_a_script() =>
        Assert.Equal(
            AgentAccess.Same,
            Access(
                Shell,
                Started("node /usr/local/bin/gemini") with
                {
                    Environment = With("", ("ROLEASSIST_AGENTS", "same")).Environment,
                },
                Shell
            )
        );

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

    private static ObservedProcess Started(string line, string? executable = null, string name = "MainThread")
    {
        var arguments = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new ObservedProcess(
            name,
            null,
            executable,
            arguments,
            [.. InterpretedScript.Find(executable, arguments)]
        );
    }

    private static Requester Find(params ObservedProcess[] processes) =>
        RequesterFinder.Find(processes, seesAncestors: true).Requester;

    private static AgentAccess? Access(params ObservedProcess[] processes) =>
        RequesterFinder.Find(processes, seesAncestors: true).Access;

    private static ObservedProcess With(string name, params (string Name, string Value)[] variables) =>
        new(name, variables.ToDictionary(variable => variable.Name, variable => variable.Value));
}
