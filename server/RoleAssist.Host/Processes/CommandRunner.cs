using System.ComponentModel;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Runs;
using RoleAssist.Interop.Unix;

namespace RoleAssist.Host.Processes;

/// <summary>
/// Runs the commands of a run. On Unix each has a process group of its own, so that nothing of it is left when it is
/// stopped.
/// </summary>
/// <param name="time">Measures time limits.</param>
/// <param name="folder">The folder to run in; null for that of this process.</param>
internal sealed class CommandRunner(TimeProvider time, string? folder = null) : ICommandRunner
{
    private const int Interrupt = 2;
    private const int Kill = 9;
    private const int Terminate = 15;

    /// <summary>How long a command has to end after SIGTERM.</summary>
    private static readonly TimeSpan GracePeriod = TimeSpan.FromSeconds(5);

    public Task<CommandEnd> RunAsync(
        IReadOnlyList<string> command,
        IReadOnlyList<EnvironmentChange> environment,
        IItemOutput output,
        TimeSpan? timeout,
        RunStop ending
    ) =>
        OperatingSystem.IsWindows()
            ? WindowsCommand.RunAsync(command, folder, environment, output, timeout, ending)
            : RunOnUnixAsync(
                folder is null ? command : InFolder(folder, command),
                environment,
                output,
                timeout,
                ending
            );

    private async Task<CommandEnd> RunOnUnixAsync(
        IReadOnlyList<string> command,
        IReadOnlyList<EnvironmentChange> environment,
        IItemOutput output,
        TimeSpan? timeout,
        RunStop ending
    )
    {
        using var child = Start(command, environment);
        using var guarded = GroupGuard.Watch(child.Id);
        using var limit = new CancellationTokenSource(timeout ?? Timeout.InfiniteTimeSpan, time);
        var timedOut = false;
        var isOver = false;
        void Signal(int signal)
        {
            if (!Volatile.Read(ref isOver))
            {
                child.Signal(signal);
            }
        }

        void End(bool terminate)
        {
            Signal(terminate ? Terminate : Interrupt);
            if (terminate)
            {
                // A command that ignores SIGTERM is killed.
                _ = Task.Delay(GracePeriod, time).ContinueWith(_ => Signal(Kill), TaskScheduler.Default);
            }
        }

        using var late = limit.Token.Register(() =>
        {
            timedOut = true;
            End(terminate: true);
        });
        using var stopping = ending.Stopping.Register(() => End(ending.Terminates));
        using var killing = ending.Killing.Register(() =>
        {
            Signal(Kill);

            // What has left the group may print on.
            child.Abandon();
        });

        // On a thread of its own: reading blocks, and the pool has few threads.
        try
        {
            var exitCode = await Task
                .Factory.StartNew(
                    () => child.ReadToEnd(output.Write),
                    CancellationToken.None,
                    TaskCreationOptions.LongRunning,
                    TaskScheduler.Default
                )
                .ConfigureAwait(false);
            return new CommandEnd(exitCode, timedOut);
        }
        finally
        {
            // What it left in the background would keep its credentials.
            Signal(Kill);
            Volatile.Write(ref isOver, true);
        }
    }

    /// <summary>Lets a shell enter the folder, because not every C library can do it as it starts a process.</summary>
    private static IReadOnlyList<string> InFolder(string folder, IReadOnlyList<string> command) =>
        ["/bin/sh", "-c", "cd -- \"$0\" && exec \"$@\"", folder, .. command];

    private static UnixChild Start(IReadOnlyList<string> command, IReadOnlyList<EnvironmentChange> environment)
    {
        try
        {
            return UnixChild.Start(
                command,
                environment.Select(change => KeyValuePair.Create(change.Name, change.Value))
            );
        }
        catch (Win32Exception fault)
        {
            throw CommandNotRunException.Create(command[0], fault).Fault;
        }
        catch (IOException fault)
        {
            // Its pipes could not be opened.
            throw new RoleAssistException(
                ErrorCode.ConfigurationInvalid,
                $"The command '{command[0]}' cannot be started: {fault.Message.TrimEnd('.')}.",
                "Lower --parallel, or raise the limit of open files: ulimit -n 4096",
                inner: fault
            );
        }
    }
}
