namespace RoleAssist.Core.Requesters;

/// <summary>A sign by which an agent's processes are known.</summary>
/// <param name="Name">The agent: letters, digits and dashes.</param>
/// <param name="Variable">The variable that it sets for the processes that it starts; null for a program.</param>
/// <param name="Program">The name of its process; null if others have it too.</param>
/// <param name="Package">The package whose script an interpreter runs; null for another sign.</param>
/// <param name="Command">The name under which that package installs its script, where the path does not tell the package.</param>
/// <param name="Language">What that script is written in: tools of other languages may have the same name.</param>
/// <param name="NamesItself">Whether the variable's value is the agent's name.</param>
internal sealed record AgentSign(
    string Name,
    string? Variable = null,
    string? Program = null,
    string? Package = null,
    string? Command = null,
    ScriptLanguage Language = ScriptLanguage.JavaScript,
    bool NamesItself = false
)
{
    /// <summary>Whether a process is the agent itself, by its name or by the script that it runs.</summary>
    public bool IsProgram(ObservedProcess process) =>
        (Program is not null && process.IsProgram(Program)) || process.Scripts?.Any(IsScript) == true;

    /// <summary>A package says more than a name: what another package installs under the same name is no sign.</summary>
    private bool IsScript(InterpretedScript script) =>
        script.Language == Language
        && (script.Package is { } package ? package == Package : Command is not null && Command == script.Command);
}
