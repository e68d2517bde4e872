using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Runs;
using RoleAssist.Host.Processes;
using RoleAssist.Interop.Unix;
using RoleAssist.TestInfrastructure;

namespace RoleAssist.Host.Tests.Processes;

/// <summary>Real processes of sh.</summary>
public sealed class CommandRunnerTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly RunStop _stop = new();
    private readonly Printed _printed = new();

    public static bool IsUnix => !OperatingSystem.IsWindows();

    public static bool IsLinux => OperatingSystem.IsLinux();

    public void Dispose() => _stop.Dispose();

    [Theory(SkipUnless = nameof(IsUnix), Skip = "Needs sh.")]
    [InlineData("true", 0)]
    [InlineData("exit 3", 3)]
    [InlineData("exit 255", 255)]
    [InlineData("kill -TERM $$", 143)]
    [InlineData("kill -KILL $$", 137)]
    [InlineData("exec >&- 2>&-; exit 4", 4)]
    public async Task Reports_the_exit_code_as_a_shell_does(string script, int code) =>
        Assert.Equal(new CommandEnd(code, TimedOut: false), await RunAsync(script));

    [Fact(SkipUnless = nameof(IsUnix), Skip = "Needs sh.")]
    public async Task Passes_output_on_by_stream()
    {
        await RunAsync("echo out; echo err >&2; printf 'no newline'");

        Assert.Equal(("out\nno newline", "err\n"), (_printed.Out, _printed.Error));
    }

    [Fact(SkipUnless = nameof(IsUnix), Skip = "Needs sh.")]
    public async Task Stdin_is_empty()
    {
        Assert.Equal(0, (await RunAsync("test \"$(cat)\" = ''")).ExitCode);
    }

    [Fact(SkipUnless = nameof(IsUnix), Skip = "Needs sh.")]
    public async Task Arguments_are_passed_on_unchanged()
    {
        string[] arguments = ["a b", "", "größe 東 😂", "$HOME", "'\"", "*", "\t\n"];

        await RunAsync(["sh", "-c", "for a in \"$@\"; do printf '[%s]' \"$a\"; done", "sh", .. arguments]);

        Assert.Equal(string.Concat(arguments.Select(argument => $"[{argument}]")), _printed.Out);
    }

    [Fact(SkipUnless = nameof(IsUnix), Skip = "Needs sh.")]
    public async Task The_environment_is_changed_for_the_command_alone()
    {
        await RunAsync(
            ["sh", "-c", "echo \"$ROLEASSIST_TEST\"; echo \"${PATH-none}\""],
            [new EnvironmentChange("ROLEASSIST_TEST", "a=b ü"), new EnvironmentChange("HOME", null)]
        );
        await RunAsync(["sh", "-c", "echo \"${HOME-none}\""], [new EnvironmentChange("HOME", null)]);

        Assert.Equal($"a=b ü\n{Environment.GetEnvironmentVariable("PATH")}\nnone\n", _printed.Out);
        Assert.Null(Environment.GetEnvironmentVariable("ROLEASSIST_TEST"));
        Assert.NotNull(Environment.GetEnvironmentVariable("HOME"));
    }

    [Fact(SkipUnless = nameof(IsUnix), Skip = "Needs sh.")]
    public async Task A_command_has_a_process_group_of_its_own()
    {
        await RunAsync("echo $$; ps -o pgid= -p $$");

        var numbers = _printed.Out.Split('\n').Select(line => line.Trim()).ToList();
        Assert.Equal(numbers[0], numbers[1]);
    }

    [Fact(SkipUnless = nameof(IsUnix), Skip = "Needs sh.")]
    public async Task Keeps_ten_megabytes_of_output()
    {
        await RunAsync("head -c 10485760 /dev/zero; head -c 1048576 /dev/zero >&2");

        Assert.Equal((10485760, 1048576), (_printed.Out.Length, _printed.Error.Length));
    }

    [Theory(SkipUnless = nameof(IsUnix), Skip = "Needs sh.")]
    [InlineData("no-such-command-of-anybody")]
    [InlineData("/no/such/command")]
    [InlineData("/")]
    public async Task A_command_that_cannot_be_run_is_told_in_a_sentence(string command)
    {
        var fault = await Assert.ThrowsAsync<RoleAssistException>(() => RunAsync([command]));

        Assert.Equal(ErrorCode.InvalidArgument, fault.Code);
        Assert.StartsWith($"The command '{command}' cannot be run: ", fault.Message, StringComparison.Ordinal);
        Assert.IsType<Win32Exception>(fault.InnerException);
    }

    [Fact(SkipUnless = nameof(IsUnix), Skip = "Needs sh.")]
    public async Task A_command_that_takes_too_long_is_terminated()
    {
        var run = RunAsync(["sh", "-c", Trapping("TERM", "echo bye; exit 9")], timeout: TimeSpan.FromMinutes(10));
        await _printed.Started;

        _time.Advance(TimeSpan.FromMinutes(10));

        Assert.Equal(new CommandEnd(9, TimedOut: true), await run);
        Assert.Contains("bye", _printed.Out, StringComparison.Ordinal);
    }

    [Fact(SkipUnless = nameof(IsUnix), Skip = "Needs sh.")]
    public async Task A_command_that_ignores_the_request_is_killed_with_all_it_started()
    {
        var run = RunAsync(["sh", "-c", Trapping("TERM", "")], timeout: TimeSpan.FromMinutes(10));
        await _printed.Started;

        _time.Advance(TimeSpan.FromMinutes(10));
        _time.Advance(TimeSpan.FromSeconds(4));
        Assert.False(run.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(new CommandEnd(137, TimedOut: true), await run);
    }

    [Theory(SkipUnless = nameof(IsUnix), Skip = "Needs sh.")]
    [InlineData(false, "INT")]
    [InlineData(true, "TERM")]
    public async Task A_stop_interrupts_or_terminates_the_command(bool terminate, string signal)
    {
        var run = RunAsync(["sh", "-c", Trapping(signal, "exit 9")]);
        await _printed.Started;

        _stop.Stop(terminate);

        Assert.Equal(new CommandEnd(9, TimedOut: false), await run);
    }

    [Fact(SkipUnless = nameof(IsUnix), Skip = "Needs sh.")]
    public async Task A_second_stop_kills_the_command()
    {
        var run = RunAsync(["sh", "-c", Trapping("INT", "") + Trapping("TERM", "")]);
        await _printed.Started;

        _stop.Stop(terminate: false);
        _stop.Kill();

        Assert.Equal(137, (await run).ExitCode);
    }

    [Fact(SkipUnless = nameof(IsUnix), Skip = "Needs sh.")]
    public async Task What_a_command_leaves_in_the_background_does_not_hold_the_run_and_is_killed()
    {
        var end = await RunAsync("sleep 600 & echo $!; exit 5");

        Assert.Equal(5, end.ExitCode);
        Assert.True(await IsGoneAsync(int.Parse(_printed.Out, CultureInfo.InvariantCulture)));
    }

    [Fact(SkipUnless = nameof(IsUnix), Skip = "Needs sh.")]
    public async Task What_prints_on_in_a_session_of_its_own_does_not_hold_the_run()
    {
        var end = await RunAsync(
            "setsid sh -c 'echo $$; while echo tick; do sleep 0.05; done' & head -c 200000 /dev/zero >&2; exit 5"
        );

        Assert.Equal((5, 200_000), (end.ExitCode, _printed.Error.Length));
        KillGroup(_printed.Out.Split('\n')[0]);
    }

    [Fact(SkipUnless = nameof(IsUnix), Skip = "Needs sh.")]
    public async Task A_second_stop_waits_for_nothing_that_prints_on()
    {
        var run = RunAsync("setsid sh -c 'echo $$; while echo tick; do sleep 0.05; done' & sleep 600");
        await _printed.Started;

        _stop.Kill();

        Assert.InRange((await run).ExitCode, 137, 143);
        KillGroup(_printed.Out.Split('\n')[0]);
    }

    [Fact(SkipUnless = nameof(IsLinux), Skip = "Needs /proc.")]
    public async Task A_command_has_the_limits_that_the_person_has()
    {
        var before = await CoreLimitAsync();
        CoreDumps.Disable();

        Assert.Equal(before, await CoreLimitAsync());

        async Task<string> CoreLimitAsync()
        {
            _printed.Clear();
            await RunAsync("grep core /proc/self/limits");
            return _printed.Out;
        }
    }

    [Fact(SkipUnless = nameof(IsUnix), Skip = "Needs sh.")]
    public async Task An_output_that_breaks_leaves_no_process()
    {
        var group = 0;
        _printed.OnWrite = text =>
        {
            group = int.Parse(text, CultureInfo.InvariantCulture);
            throw new IOException("full");
        };

        await Assert.ThrowsAsync<IOException>(() => RunAsync("echo $$; exec sleep 600"));

        Assert.True(await IsGoneAsync(group));
    }

    private static void KillGroup(string leader) =>
        Process.Start("kill", ["-KILL", "--", $"-{leader}"]).WaitForExit(TimeLimits.Hang);

    /// <summary>Says that it has started, and waits for a signal.</summary>
    private static string Trapping(string signal, string action) =>
        $"trap '{action}' {signal}; echo started; while :; do sleep 600 & wait; done;";

    /// <summary>Returns whether a process ends: a killed one is reaped a moment later.</summary>
    private static async Task<bool> IsGoneAsync(int process)
    {
        using var limit = new CancellationTokenSource(TimeLimits.Hang);
        while (!limit.IsCancellationRequested)
        {
            var state = Path.Exists($"/proc/{process}/stat") ? await StateAsync(process) : 'Z';
            if (state is 'Z' or 'X')
            {
                return true;
            }

            await Task.Yield();
        }

        return false;
    }

    private static async Task<char> StateAsync(int process)
    {
        try
        {
            var text = await File.ReadAllTextAsync($"/proc/{process}/stat");
            return text[text.LastIndexOf(')') + 2];
        }
        catch (IOException)
        {
            return 'Z';
        }
    }

    private Task<CommandEnd> RunAsync(string script) => RunAsync(["sh", "-c", script]);

    private Task<CommandEnd> RunAsync(
        IReadOnlyList<string> command,
        IReadOnlyList<EnvironmentChange>? environment = null,
        TimeSpan? timeout = null
    ) =>
        new CommandRunner(_time)
            .RunAsync(command, environment ?? [], _printed, timeout, _stop)
            .WaitAsync(TimeLimits.Hang);

    private sealed class Printed : IItemOutput
    {
        private readonly List<byte> _out = [];
        private readonly List<byte> _error = [];
        private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string Out => Encoding.UTF8.GetString([.. _out]);

        public void Clear() => _out.Clear();

        public string Error => Encoding.UTF8.GetString([.. _error]);

        /// <summary>Completes with the first output.</summary>
        public Task Started => _started.Task.WaitAsync(TimeLimits.Hang);

        public Action<string> OnWrite { get; set; } = _ => { };

        public void Write(bool isError, ReadOnlySpan<byte> bytes)
        {
            (isError ? _error : _out).AddRange(bytes);
            OnWrite(Encoding.UTF8.GetString(bytes));
            _started.TrySetResult();
        }
    }
}
