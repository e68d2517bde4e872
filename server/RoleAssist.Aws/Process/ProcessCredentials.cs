using System.ComponentModel;
using System.Text;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Delivery;
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
    private const string TryIt = "Run the command that credential_process names in a terminal to see what it says; RoleAssist shows none of it, because it may hold secrets.";

    /// <summary>
    /// AWS' SDK for Go gives it as long; most others wait for ever. It is enough for a program that asks a service, and
    /// a program that asks a person cannot: it has no input.
    /// </summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(1);

    public async Task<AwsCredentials> GetAsync(ProcessSource source, CancellationToken cancellationToken)
    {
        var start = ShellCommand.Of(source.Command);
        start.Environment[ProfileLoop.Variable] = ProfileLoop.Extend(environment, source);

        // A program that reads the AWS files itself is to see the person's, not a generated one.
        foreach (var change in SharedFileVariables.Restored(environment))
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
            var complaint = ReadComplaintAsync(process, stop.Token);
            var output = await ReadToEndAsync(process, source, stop.Token).ConfigureAwait(false);
            return process.ExitCode == 0
                ? ProcessOutput.Read(output, source, time.GetUtcNow())
                : throw ProfileLoop.Found(await ComplaintAsync(complaint).ConfigureAwait(false), source) ?? Failed(source, $"ended with exit code {process.ExitCode}{MeaningOf(process.ExitCode)}", TryIt);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Failed(
                source,
                $"did not end within {Timeout.TotalSeconds} seconds and was stopped",
                "See that it neither asks for anything nor leaves a program behind that keeps its output open.");
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            End(process);
        }
    }

    internal static RoleAssistException Failed(ProcessSource source, string what, string hint, ErrorCode code = ErrorCode.CredentialSourceFailed) =>
        new(code, $"The credential_process of profile '{source.Profile}' {what}.", hint) { Profile = source.Profile };

    private static async Task<string> ReadToEndAsync(SystemProcess process, ProcessSource source, CancellationToken cancellationToken)
    {
        process.StandardInput.Close();
        var buffer = new byte[MostBytes + 1];
        var length = await process.StandardOutput.BaseStream
            .ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        if (length > MostBytes)
        {
            throw Failed(source, $"printed more than {MostBytes} bytes, which no credentials take", TryIt);
        }

        await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        return Encoding.UTF8.GetString(buffer, 0, length);
    }

    /// <summary>The beginning of what it complains about. The rest is read too, because a full pipe would stop it.</summary>
    private static async Task<string> ReadComplaintAsync(SystemProcess process, CancellationToken cancellationToken)
    {
        var stderr = process.StandardError.BaseStream;
        var beginning = new byte[4096];
        var length = await stderr.ReadAtLeastAsync(beginning, beginning.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        _ = stderr.CopyToAsync(Stream.Null, cancellationToken);
        return Encoding.UTF8.GetString(beginning, 0, length);
    }

    /// <summary>It has ended, so what it had to say is there; only a program that it left behind could keep the end away.</summary>
    private static async Task<string> ComplaintAsync(Task<string> complaint)
    {
        await Task.WhenAny(complaint, Task.Delay(TimeSpan.FromSeconds(1))).ConfigureAwait(false);
        return complaint.IsCompletedSuccessfully ? await complaint.ConfigureAwait(false) : "";
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
