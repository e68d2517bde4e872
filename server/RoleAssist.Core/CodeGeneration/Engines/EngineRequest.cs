using RoleAssist.Core.CodeGeneration.Pipelines;

namespace RoleAssist.Core.CodeGeneration.Engines;

/// <summary>A request to write the definition of an engine that works in many accounts.</summary>
/// <param name="Engine">The engine's name.</param>
/// <param name="Selection">The accounts.</param>
public sealed record EngineRequest(string Engine, EngineTargets Selection)
{
    /// <summary>The most accounts and regions at a time.</summary>
    public int Parallel { get; init; } = 10;

    /// <summary>The words of the command to run; if empty, the definition has an example.</summary>
    public IReadOnlyList<string> Command { get; init; } = [];

    /// <summary>The ARN of the Lambda function to call, for engines that run no commands.</summary>
    public string? Function { get; init; }

    /// <summary>The pipelines that a created role trusts, or null for <see cref="TrustedArn"/>.</summary>
    public PipelineProvider? Pipeline { get; init; }

    /// <summary>What is known about the pipeline, by the names of its parameters.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

    /// <summary>The principal that a created role trusts; if null, the definition has a placeholder.</summary>
    public string? TrustedArn { get; init; }
}

/// <summary>The definition of an engine.</summary>
/// <param name="Notes">Sentences about what is left to do.</param>
public sealed record EngineDefinition(string FileName, string Content, IReadOnlyList<string> Notes);

/// <summary>An engine that works in many accounts.</summary>
public sealed class Engine
{
    internal Engine(string name, string description, bool runsCommands, Func<EngineRequest, EngineDefinition> write) =>
        (Name, Description, RunsCommands, Write) = (name, description, runsCommands, write);

    /// <summary>Gets the name on the command line.</summary>
    public string Name { get; }

    /// <summary>Gets a one-line description of the definition.</summary>
    public string Description { get; }

    /// <summary>Whether it runs a command, rather than calling a service or creating resources.</summary>
    public bool RunsCommands { get; }

    internal Func<EngineRequest, EngineDefinition> Write { get; }
}
