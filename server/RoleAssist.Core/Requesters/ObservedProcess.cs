namespace RoleAssist.Core.Requesters;

/// <summary>A process that asks, or an ancestor of it.</summary>
/// <param name="Name">The name that it gives itself; null if it is not known.</param>
/// <param name="Environment">The environment that it was started with, as far as it concerns agents; null if it may not be read.</param>
/// <param name="CalledAs">The name by which it was started; null if it is not known.</param>
/// <param name="Script">What it runs, if it is an interpreter.</param>
public sealed record ObservedProcess(
    string? Name,
    IReadOnlyDictionary<string, string>? Environment,
    string? CalledAs = null,
    InterpretedScript? Script = null
);
