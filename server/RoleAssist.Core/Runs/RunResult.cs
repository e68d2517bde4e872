using RoleAssist.Core.Errors;

namespace RoleAssist.Core.Runs;

/// <summary>What became of an item of a run.</summary>
/// <param name="Item">The item.</param>
/// <param name="State">How it ended.</param>
public sealed record RunResult(RunItem Item, RunState State)
{
    /// <summary>Gets the account's ID, also where only the credentials could tell it.</summary>
    public string? AccountId { get; init; }

    /// <summary>Gets the region that the command got, or was to get; null if there is none.</summary>
    public string? Region { get; init; }

    /// <summary>Gets the exit code; null if the command was not started or was killed.</summary>
    public int? ExitCode { get; init; }

    /// <summary>Gets when the command, or the attempt to get credentials, started.</summary>
    public DateTimeOffset Started { get; init; }

    public TimeSpan Duration { get; init; }

    /// <summary>Gets why there is no exit code; null if there is one.</summary>
    public RoleAssistException? Fault { get; init; }

    /// <summary>Gets whether the command was ended because it took too long.</summary>
    public bool TimedOut { get; init; }
}
