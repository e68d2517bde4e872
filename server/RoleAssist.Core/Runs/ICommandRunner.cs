using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;

namespace RoleAssist.Core.Runs;

/// <summary>Starts the processes of a run.</summary>
public interface ICommandRunner
{
    /// <summary>Runs a command to its end. If it was stopped, nothing that it has started is left.</summary>
    /// <param name="command">The program and its arguments. No shell interprets them.</param>
    /// <param name="environment">The changes to this process' environment.</param>
    /// <param name="output">Takes what the command prints.</param>
    /// <param name="timeout">How long it may take; null for no limit.</param>
    /// <param name="ending">Ends it early.</param>
    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.InvalidArgument"/>: the command cannot be started.
    /// </exception>
    Task<CommandEnd> RunAsync(
        IReadOnlyList<string> command,
        IReadOnlyList<EnvironmentChange> environment,
        IItemOutput output,
        TimeSpan? timeout,
        RunStop ending
    );
}

/// <summary>Takes the output of one command, from one thread at a time.</summary>
public interface IItemOutput
{
    void Write(bool isError, ReadOnlySpan<byte> bytes);
}

/// <param name="ExitCode">The exit code; 128 and the number of the signal that ended it, as shells report it.</param>
/// <param name="TimedOut">Whether it was ended because it took too long.</param>
public sealed record CommandEnd(int ExitCode, bool TimedOut);
