using System.Diagnostics;
using System.Globalization;
using RoleAssist.Core.Requesters;
using RoleAssist.Host.Processes;

namespace RoleAssist.Host.Tests.Processes;

public class ProcessRequestersTests
{
    public static bool IsLinux => OperatingSystem.IsLinux();

    /// <summary>Shells that each wait for the next one, below one that has removed the variable.</summary>
    [Theory(SkipUnless = nameof(IsLinux), Skip = "Needs /proc.")]
    [InlineData(1)]
    [InlineData(70)]
    [InlineData(300)]
    public async Task Knows_an_agent_however_deep_its_commands_are(int depth)
    {
        const string Below = "f() { if [ $1 -gt 0 ]; then ( f $(($1 - 1)); : ); else sh -c 'echo $$; read x'; fi; }";
        var start = new ProcessStartInfo("/bin/sh")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            ArgumentList = { "-c", "env -u ROLEASSIST_AGENT -u CLAUDECODE sh -c \"$1\"; :", "sh", $"{Below}; f {depth}; :" },
            Environment = { ["ROLEASSIST_AGENT"] = "deep-robot" },
        };
        start.Environment.Remove("CLAUDECODE");
        start.Environment.Remove("AI_AGENT");
        using var process = Process.Start(start)!;
        try
        {
            var id = int.Parse(
                (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken))!,
                CultureInfo.InvariantCulture
            );
            Assert.Equal(Requester.Agent("deep-robot"), ProcessRequesters.Find(id));
        }
        finally
        {
            process.StandardInput.Close(); // They end.
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
    }

    [Fact(SkipUnless = nameof(IsLinux), Skip = "Needs /proc.")]
    public void Reaches_the_first_process()
    {
        var own = Ancestors.ReadOwn();
        Assert.True(own.IsComplete);
        Assert.Equal(own.Processes.Count, Ancestors.Read(Environment.ProcessId).Processes.Count);
    }

    [Fact]
    public void Calls_nobody_a_person_of_whom_nothing_is_known()
    {
        Assert.Equal(Requester.Unknown, ProcessRequesters.Find(null));
        Assert.Equal(Requester.Unknown, ProcessRequesters.Find(int.MaxValue));
    }

    [Theory]
    [InlineData("node\0/usr/local/bin/gemini\0", "node", "/usr/local/bin/gemini")]
    [InlineData("/opt/My Tools/codex\0exec\0", "/opt/My Tools/codex", "exec")]
    [InlineData("gemini\0\0\0\0", "gemini")]
    [InlineData("npm run who services/codex\0\0\0")]
    [InlineData("")]
    public void Takes_no_title_for_arguments(string line, params string[] arguments) =>
        Assert.Equal(arguments, ProcessArguments.Split(line));
}
