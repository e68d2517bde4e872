using System.ComponentModel;
using System.Diagnostics;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Runs;
using RoleAssist.Interop.Windows;

namespace RoleAssist.Host.Processes;

/// <summary>
/// Runs a command of a run on Windows. It shares the console, so Ctrl+C reaches it by itself; whatever else stops it
/// ends it together with the processes that it has started.
/// </summary>
internal static class WindowsCommand
{
    /// <summary>Windows has no signal to ask a process to end.</summary>
    private const int TimedOutCode = 1;

    public static async Task<CommandEnd> RunAsync(
        IReadOnlyList<string> command,
        string? folder,
        IReadOnlyList<EnvironmentChange> environment,
        IItemOutput output,
        TimeSpan? timeout,
        RunStop ending
    )
    {
        using var job = new ProcessJob();
        using var process = Start(command, folder, environment);
        job.Add(process);
        process.StandardInput.Close();
        using var limit = new CancellationTokenSource();
        using var late = limit.Token.Register(() => job.Kill());
        using var stopping = ending.Stopping.Register(() =>
        {
            if (ending.Terminates)
            {
                job.Kill();
            }
        });
        using var killing = ending.Killing.Register(() => job.Kill());
        if (timeout is { } most)
        {
            limit.CancelAfter(most);
        }

        var writing = new Lock();
        var reading = Task.WhenAll(
            ReadAsync(process.StandardOutput.BaseStream, isError: false),
            ReadAsync(process.StandardError.BaseStream, isError: true)
        );
        await process.WaitForExitAsync().ConfigureAwait(false);

        // What it left in the background would keep its credentials, and hold the output open.
        job.Kill();
        await reading.ConfigureAwait(false);
        return new CommandEnd(
            limit.IsCancellationRequested ? TimedOutCode : process.ExitCode,
            limit.IsCancellationRequested
        );

        async Task ReadAsync(Stream stream, bool isError)
        {
            var buffer = new byte[32 * 1024];
            while (await stream.ReadAsync(buffer).ConfigureAwait(false) is > 0 and var read)
            {
                lock (writing)
                {
                    output.Write(isError, buffer.AsSpan(0, read));
                }
            }
        }
    }

    private static Process Start(
        IReadOnlyList<string> command,
        string? folder,
        IReadOnlyList<EnvironmentChange> environment
    )
    {
        try
        {
            var start = WindowsStart.Create(command, environment);
            start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
            start.WorkingDirectory = folder ?? "";
            return Process.Start(start) ?? throw new Win32Exception();
        }
        catch (CommandNotRunException fault)
        {
            throw fault.Fault;
        }
        catch (Win32Exception fault)
        {
            throw CommandNotRunException.Create(command[0], fault).Fault;
        }
    }
}
