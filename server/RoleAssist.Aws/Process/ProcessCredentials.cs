using System.ComponentModel;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;
using SystemProcess = System.Diagnostics.Process;

namespace RoleAssist.Aws.Process;

/// <summary>
/// Runs the program of a profile's <c>credential_process</c> and reads the credentials it prints
/// (https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html). Neither its output nor its
/// stderr is ever shown: both may contain secrets.
/// </summary>
internal sealed class ProcessCredentials(ProcessEnvironment environment, TimeProvider time)
{
    private const int MostBytes = 1024 * 1024;
    private const int MostOfComplaint = 4096;
    private const string TryIt =
        "Run the credential_process command in a terminal to see its output; "
        + "RoleAssist does not show it, because it may contain secrets.";

    /// <summary>
    /// The limit that AWS' SDK for Go uses too; most other SDKs wait forever. It is enough for a program that calls a
    /// service. A program that prompts the user cannot work: it has no input.
    /// </summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(1);

    /// <summary>How long to wait for remaining output after the program has exited.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    public async Task<AwsCredentials> GetAsync(ProcessSource source, CancellationToken cancellationToken)
    {
        var start = ShellCommand.Create(source.Command);
        start.Environment[RoleAssistVariables.ProfileChain] = ProfileLoopGuard.Extend(environment, source);

        // A program that reads the AWS files itself must see the user's files, not generated ones.
        foreach (var change in GeneratedProfileName.Restored(environment))
        {
            start.Environment[change.Name] = change.Value;
        }

        using var limit = new CancellationTokenSource(Timeout, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        using var process = new SystemProcess { StartInfo = start };
        try
        {
            process.Start();
        }
        catch (Win32Exception fault)
        {
            throw Failed(source, $"could not be started: no shell is available ({fault.Message.TrimEnd('.')})", TryIt);
        }

        try
        {
            var complaint = new OutputReader(process.StandardError.BaseStream, MostOfComplaint, stop.Token);
            var output = await RunAsync(
                    process,
                    new OutputReader(process.StandardOutput.BaseStream, MostBytes, stop.Token),
                    source,
                    stop.Token
                )
                .ConfigureAwait(false);
            return process.ExitCode == 0
                ? ProcessOutput.Read(output, source, time.GetUtcNow())
                : throw ProfileLoopGuard.Found(await ComplaintAsync(complaint).ConfigureAwait(false), source)
                    ?? Failed(source, $"ended with exit code {process.ExitCode}{MeaningOf(process.ExitCode)}", TryIt);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Failed(
                source,
                $"did not finish within {Timeout.TotalSeconds} seconds and was stopped",
                "Check that it does not prompt for input: it has none."
            );
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            End(process);
        }
    }

    internal static RoleAssistException Failed(
        ProcessSource source,
        string what,
        string hint,
        ErrorCode code = ErrorCode.CredentialSourceFailed
    ) => new(code, $"The credential_process of profile '{source.Profile}' {what}.", hint) { Profile = source.Profile };

    /// <summary>
    /// Reads the output until the program exits. Processes that it leaves running may keep its output open and are
    /// ignored.
    /// </summary>
    private async Task<string> RunAsync(
        SystemProcess process,
        OutputReader output,
        ProcessSource source,
        CancellationToken cancellationToken
    )
    {
        process.StandardInput.Close();
        var ended = process.WaitForExitAsync(cancellationToken);
        await Task.WhenAny(output.Read, ended).ConfigureAwait(false);
        if (!output.IsTooLong)
        {
            await ended.ConfigureAwait(false);
            await ArrivedAsync(output).ConfigureAwait(false);
        }

        return output.IsTooLong
            ? throw Failed(source, $"printed more than {MostBytes} bytes, too much for credentials", TryIt)
            : output.Text;
    }

    /// <summary>
    /// Waits for remaining output. The program has exited, so only a process that it left running can delay the end of
    /// the stream.
    /// </summary>
    private async Task ArrivedAsync(OutputReader output) =>
        await Task.WhenAny(output.Read, Task.Delay(Grace, time)).ConfigureAwait(false);

    private async Task<string> ComplaintAsync(OutputReader complaint)
    {
        await ArrivedAsync(complaint).ConfigureAwait(false);
        return complaint.Text;
    }

    /// <summary>Explains the shell's own exit codes, because its messages are not shown.</summary>
    private static string MeaningOf(int exitCode) =>
        (exitCode, OperatingSystem.IsWindows()) switch
        {
            (127, false) or (9009, true) => " (command not found)",
            (126, false) => " (command is not executable)",
            _ => "",
        };

    /// <summary>Stops the program and all processes that it started.</summary>
    private static void End(SystemProcess process)
    {
        try
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
        catch (Exception gone) when (gone is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It exited in the meantime.
        }
    }
}
