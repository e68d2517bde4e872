using System.ComponentModel;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;
using SystemProcess = System.Diagnostics.Process;

namespace RoleAssist.Aws.Process;

/// <summary>
/// Runs the program of a profile's <c>credential_process</c> and reads what it prints
/// (https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html). Neither its output nor what it
/// writes to stderr is ever shown: both may hold secrets.
/// </summary>
internal sealed class ProcessCredentials(ProcessEnvironment environment, TimeProvider time)
{
    private const int MostBytes = 1024 * 1024;
    private const int MostOfComplaint = 4096;
    private const string TryIt = "Run the command that credential_process names in a terminal to see what it says; RoleAssist shows none of it, because it may hold secrets.";

    /// <summary>
    /// AWS' SDK for Go gives it as long; most others wait for ever. It is enough for a program that asks a service, and
    /// a program that asks a person cannot: it has no input.
    /// </summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(1);

    /// <summary>How long what it has said may be on its way when it has ended.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    public async Task<AwsCredentials> GetAsync(ProcessSource source, CancellationToken cancellationToken)
    {
        var start = ShellCommand.Of(source.Command);
        start.Environment[RoleAssistVariables.ProfileChain] = ProfileLoop.Extend(environment, source);

        // A program that reads the AWS files itself is to see the person's, not a generated one.
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
            throw Failed(source, $"could not be started: there is no shell to run it ({fault.Message.TrimEnd('.')})", TryIt);
        }

        try
        {
            var complaint = new OutputReader(process.StandardError.BaseStream, MostOfComplaint, stop.Token);
            var output = await RunAsync(process, new OutputReader(process.StandardOutput.BaseStream, MostBytes, stop.Token), source, stop.Token).ConfigureAwait(false);
            return process.ExitCode == 0
                ? ProcessOutput.Read(output, source, time.GetUtcNow())
                : throw ProfileLoop.Found(await ComplaintAsync(complaint).ConfigureAwait(false), source) ?? Failed(source, $"ended with exit code {process.ExitCode}{MeaningOf(process.ExitCode)}", TryIt);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Failed(
                source,
                $"did not end within {Timeout.TotalSeconds} seconds and was stopped",
                "See that it asks for nothing: it has no input.");
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            End(process);
        }
    }

    internal static RoleAssistException Failed(ProcessSource source, string what, string hint, ErrorCode code = ErrorCode.CredentialSourceFailed) =>
        new(code, $"The credential_process of profile '{source.Profile}' {what}.", hint) { Profile = source.Profile };

    /// <summary>What it prints until it ends. What it leaves running may keep its output open and does not count.</summary>
    private async Task<string> RunAsync(SystemProcess process, OutputReader output, ProcessSource source, CancellationToken cancellationToken)
    {
        process.StandardInput.Close();
        var ended = process.WaitForExitAsync(cancellationToken);
        await Task.WhenAny(output.Read, ended).ConfigureAwait(false);
        if (!output.IsTooLong)
        {
            await ended.ConfigureAwait(false);
            await ArrivedAsync(output).ConfigureAwait(false);
        }

        return output.IsTooLong ? throw Failed(source, $"printed more than {MostBytes} bytes, which no credentials take", TryIt) : output.Text;
    }

    /// <summary>It has ended, so what it had to say is there; only a program that it left behind could keep the end away.</summary>
    private async Task ArrivedAsync(OutputReader output) =>
        await Task.WhenAny(output.Read, Task.Delay(Grace, time)).ConfigureAwait(false);

    private async Task<string> ComplaintAsync(OutputReader complaint)
    {
        await ArrivedAsync(complaint).ConfigureAwait(false);
        return complaint.Text;
    }

    /// <summary>The shell's own exit codes, which it says no word about here.</summary>
    private static string MeaningOf(int exitCode) => (exitCode, OperatingSystem.IsWindows()) switch
    {
        (127, false) or (9009, true) => " (the shell finds no such command)",
        (126, false) => " (the shell may not run it)",
        _ => "",
    };

    /// <summary>Whatever it has started goes with it.</summary>
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
            // It ended by itself in the meantime.
        }
    }
}
