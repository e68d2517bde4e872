using Microsoft.Extensions.Time.Testing;
using RoleAssist.Aws.Process;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;

namespace RoleAssist.Aws.Tests.Process;

/// <summary>Runs small real programs, as <c>credential_process</c> does.</summary>
public sealed class ProcessCredentialsTests : IDisposable
{
    private const string Secret = "TOPSECRET";
    private const string Keys = """ "Version": 1, "AccessKeyId": "ASIA", "SecretAccessKey": "TOPSECRET" """;

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 7, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly string _folder = Directory.CreateTempSubdirectory("roleassist-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_shell_runs_the_command_with_pipes_quotes_and_variables()
    {
        var command = $"x='{{{Keys}'; printf '%s' \"$x, \\\"SessionToken\\\": \\\"a b\\\"\" | sed 's/$/}}/'";

        Assert.Equal(new AwsCredentials("ASIA", Secret, "a b", AccountId: "111111111111"), await GetAsync(command));
    }

    [Fact]
    public async Task Reads_account_and_expiration()
    {
        var credentials = await PrintingAsync(
            Keys
                + """, "SessionToken": "t", "AccountId": "222222222222", "Expiration": "2026-07-01T14:00:00.123456789+01:00" """
        );

        Assert.Equal("222222222222", credentials.AccountId);
        Assert.Equal(
            new DateTimeOffset(2026, 7, 1, 13, 0, 0, TimeSpan.Zero),
            credentials.Expiration!.Value,
            TimeSpan.FromSeconds(1)
        );
    }

    [Theory]
    [InlineData("", "printed nothing")]
    [InlineData("no JSON TOPSECRET", "did not print a JSON object")]
    [InlineData("[{ \"Version\": 1 }]", "did not print a JSON object")]
    [InlineData("""{"AccessKeyId": "ASIA", "SecretAccessKey": "TOPSECRET"}""", "did not print a Version")]
    [InlineData("""{"Version": 2, "AccessKeyId": "ASIA", "SecretAccessKey": "TOPSECRET"}""", "a Version other than 1")]
    [InlineData(
        """{"Version": "1", "AccessKeyId": "ASIA", "SecretAccessKey": "TOPSECRET"}""",
        "a Version other than 1"
    )]
    [InlineData("""{"Version": 1, "SecretAccessKey": "TOPSECRET"}""", "did not print an AccessKeyId")]
    [InlineData(
        """{"Version": 1, "AccessKeyId": "", "SecretAccessKey": "TOPSECRET"}""",
        "did not print an AccessKeyId"
    )]
    [InlineData("""{"Version": 1, "AccessKeyId": "ASIA"}""", "did not print a SecretAccessKey")]
    [InlineData(
        """{"Version": 1, "AccessKeyId": "ASIA", "SecretAccessKey": "TOPSECRET", "Expiration": "tomorrow"}""",
        "not a valid time"
    )]
    [InlineData(
        """{"Version": 1, "AccessKeyId": "ASIA", "SecretAccessKey": "TOPSECRET", "Expiration": "2026-07-01T12:00:00Z"}""",
        "expired at 2026-07-01T12:00:00Z"
    )]
    public async Task Explains_invalid_output_without_showing_it(string output, string complaint)
    {
        var fault = await FailsAsync($"cat '{Script(output)}'; echo {Secret} >&2");

        Assert.Equal(
            complaint.StartsWith("expired", StringComparison.Ordinal)
                ? ErrorCode.CredentialsExpired
                : ErrorCode.CredentialSourceFailed,
            fault.Code
        );
        Assert.Contains(complaint, fault.Message, StringComparison.Ordinal);
        Assert.Contains("profile 'p'", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, fault.ToString() + fault.Hint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("exit 3", "exit code 3.")]
    [InlineData("no-such-program-here", "exit code 127 (command not found)")]
    public async Task Suggests_running_a_failed_program_in_a_terminal(string command, string complaint)
    {
        var fault = await FailsAsync($"echo {Secret} >&2; {command}");

        Assert.Contains(complaint, fault.Message, StringComparison.Ordinal);
        Assert.Contains("in a terminal", fault.Hint, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, fault.ToString() + fault.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gives_no_input_and_accepts_any_amount_of_stderr() =>
        Assert.Equal(
            "ASIA",
            (await GetAsync($"cat; head -c 300000 /dev/zero >&2; cat '{Script($"{{{Keys}}}")}'")).AccessKeyId
        );

    [Fact]
    public async Task Rejects_endless_output() =>
        Assert.Contains("more than 1048576 bytes", (await FailsAsync("yes")).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Does_not_wait_for_processes_that_the_program_leaves_running()
    {
        var (ready, pids) = (Path.Combine(_folder, "ready"), Path.Combine(_folder, "pids"));
        var call = GetAsync($"sleep 600 & cat '{Script($"{{{Keys}}}")}'; echo $$ $! > '{pids}'; mv '{pids}' '{ready}'");
        await UntilAsync(() => File.Exists(ready));
        var (program, daemon) = (await File.ReadAllTextAsync(ready)).Split() is [var first, var second, ..]
            ? (first, second)
            : default;
        await UntilAsync(() => !IsRunning(program));

        // Much less than the limit for a program that does not finish.
        for (var attempt = 0; !call.IsCompleted && attempt < 500; attempt++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(50));
            await Task.Delay(10);
        }

        Assert.True(call.IsCompleted);
        Assert.Equal("ASIA", (await call).AccessKeyId);
        Assert.True(IsRunning(daemon));
        using var left = System.Diagnostics.Process.GetProcessById(
            int.Parse(daemon, System.Globalization.CultureInfo.InvariantCulture)
        );
        left.Kill();
    }

    [Fact]
    public async Task Stops_a_program_that_does_not_finish_and_its_children()
    {
        var (ready, pid) = (Path.Combine(_folder, "ready"), Path.Combine(_folder, "pid"));
        var call = GetAsync($"sleep 600 & echo $! > '{pid}'; mv '{pid}' '{ready}'; wait");
        await UntilAsync(() => File.Exists(ready));

        _time.Advance(TimeSpan.FromSeconds(61));

        var fault = await Assert.ThrowsAsync<RoleAssistException>(() => call);
        Assert.Contains("within 60 seconds", fault.Message, StringComparison.Ordinal);
        await UntilAsync(() => !IsRunning(File.ReadAllText(ready).Trim()));
    }

    [Fact]
    public async Task Cancellation_stops_the_program()
    {
        using var cancel = new CancellationTokenSource();
        var ready = Path.Combine(_folder, "ready");
        var call = Reader()
            .GetAsync(
                new ProcessSource("p", $"echo $$ > '{ready}.new'; mv '{ready}.new' '{ready}'; sleep 600; true", null),
                cancel.Token
            );
        await UntilAsync(() => File.Exists(ready));

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await UntilAsync(() => !IsRunning(File.ReadAllText(ready).Trim()));
    }

    [Fact]
    public async Task Tells_each_program_for_which_profiles_it_was_started()
    {
        var command =
            $"printf '{{{Keys}, \"SessionToken\": \"%s\"}}' \"$(printf '%s' \"$ROLEASSIST_PROFILE_CHAIN\" | tr '\\n' '/')\"";

        Assert.Equal(
            "q/p",
            (
                await Reader((RoleAssistVariables.ProfileChain, "q"))
                    .GetAsync(new ProcessSource("p", command, null), CancellationToken.None)
            ).SessionToken
        );
    }

    [Fact]
    public async Task Does_not_start_a_program_for_a_profile_that_is_already_running()
    {
        var fault = await Assert.ThrowsAsync<RoleAssistException>(() =>
            Reader((RoleAssistVariables.ProfileChain, "a\np\nb"))
                .GetAsync(new ProcessSource("p", $"touch '{_folder}/started'", null), CancellationToken.None)
        );

        Assert.Equal(ErrorCode.ProfileCycle, fault.Code);
        Assert.Contains("p -> b -> p", fault.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task Reports_a_loop_that_a_child_process_detected()
    {
        var fault = await Assert.ThrowsAsync<RoleAssistException>(() =>
            Reader()
                .GetAsync(
                    new ProcessSource("p", "echo 'error ProfileCycle: secret' >&2; exit 3", null),
                    CancellationToken.None
                )
        );

        Assert.Equal((ErrorCode.ProfileCycle, "p"), (fault.Code, fault.Profile));
        Assert.Contains(
            "'p' runs RoleAssist for a profile that depends on it",
            fault.Message,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("secret", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(@"""C:\Program Files\keys.exe"" --account ""a b"" & echo %PATH%")]
    [InlineData("plain")]
    public void On_windows_the_command_is_passed_between_outer_quotes(string command) =>
        Assert.Equal($"/d /s /c \"{command}\"", ShellCommand.Windows(command).Arguments);

    private ProcessCredentials Reader(params (string Name, string Value)[] environment) =>
        new(new ProcessEnvironment(environment.Select(pair => KeyValuePair.Create(pair.Name, pair.Value))), _time);

    private Task<AwsCredentials> GetAsync(string command) =>
        Reader().GetAsync(new ProcessSource("p", command, "111111111111"), CancellationToken.None);

    private Task<AwsCredentials> PrintingAsync(string fields) => GetAsync($"cat '{Script($"{{{fields}}}")}'");

    private Task<RoleAssistException> FailsAsync(string command) =>
        Assert.ThrowsAsync<RoleAssistException>(() => GetAsync(command));

    private string Script(string output)
    {
        var path = Path.Combine(_folder, "output");
        File.WriteAllText(path, output);
        return path;
    }

    private static bool IsRunning(string id)
    {
        try
        {
            using var process = System.Diagnostics.Process.GetProcessById(
                int.Parse(id, System.Globalization.CultureInfo.InvariantCulture)
            );
            return !process.HasExited
                && !File.ReadAllText($"/proc/{id}/stat").Contains(") Z", StringComparison.Ordinal);
        }
        catch (Exception gone) when (gone is ArgumentException or IOException or InvalidOperationException)
        {
            return false;
        }
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        for (var attempt = 0; !condition() && attempt < 500; attempt++)
        {
            await Task.Delay(10);
        }

        Assert.True(condition());
    }
}
