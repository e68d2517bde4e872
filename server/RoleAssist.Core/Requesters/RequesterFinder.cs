using RoleAssist.Core.Environment;

namespace RoleAssist.Core.Requesters;

/// <summary>Finds out who asks from a process and its ancestors.</summary>
public static class RequesterFinder
{
    /// <summary>What the process of <c>roleassist mcp</c> calls itself: its commands may take their variables away.</summary>
    public const string ServerProgram = "roleassist-mcp";

    private const int LongestName = 32;

    private static readonly HashSet<string> Negations = new(
        ["", "0", "false", "no", "off"],
        StringComparer.OrdinalIgnoreCase
    );
    private static readonly HashSet<string> Variables =
    [
        RoleAssistVariables.Agents,
        .. AgentSigns.All.Select(sign => sign.Variable).OfType<string>(),
    ];

    /// <summary>Whether a variable says something about agents, so that the others need not be kept.</summary>
    public static bool IsSign(string variable) => Variables.Contains(variable);

    /// <summary>Gets what an environment says about agents.</summary>
    public static IReadOnlyDictionary<string, string> SignsIn(ProcessEnvironment environment) =>
        Variables
            .Where(variable => environment[variable] is not null)
            .ToDictionary(variable => variable, variable => environment[variable]!, StringComparer.Ordinal);

    /// <summary>Finds the agent that a process works for.</summary>
    /// <param name="processes">The process and its ancestors, the innermost first.</param>
    /// <param name="seesAncestors">Whether the system tells ancestors at all.</param>
    public static FoundRequester Find(IReadOnlyList<ObservedProcess> processes, bool seesAncestors)
    {
        var innermost = processes.Select(NameOf).FirstOrDefault(name => name is not null);
        var requester =
            innermost is not null ? Requester.Agent(innermost)
            : seesAncestors ? Requester.Person
            : Requester.Unknown;
        return new FoundRequester(requester, AccessOf(processes));
    }

    /// <summary>
    /// Gets what a variable says about agents. Anybody may make it stricter. Only a person may make it looser: a process
    /// outside the outermost agent had it when it began. What an agent puts into the environment of its own processes
    /// does not count.
    /// </summary>
    private static AgentAccess? AccessOf(IReadOnlyList<ObservedProcess> processes)
    {
        var said = processes.Select(process =>
            Parse(process.Environment?.GetValueOrDefault(RoleAssistVariables.Agents))
        );
        if (said.Contains(AgentAccess.Deny))
        {
            return AgentAccess.Deny;
        }

        var outermost = processes.ToList().FindLastIndex(process => NameOf(process) is not null);
        if (outermost < 0)
        {
            return null;
        }

        // An agent's own process began with the environment of the person's shell, those that it starts did not.
        var isAgentItself = SignedBy(processes[outermost]) is null;
        var fromPerson = processes.ElementAtOrDefault(isAgentItself ? outermost : outermost + 1);
        return Parse(fromPerson?.Environment?.GetValueOrDefault(RoleAssistVariables.Agents));
    }

    private static AgentAccess? Parse(string? text) =>
        Enum.TryParse<AgentAccess>(text, ignoreCase: true, out var access) && !char.IsAsciiDigit(text![0])
            ? access
            : null;

    private static string? NameOf(ObservedProcess process) =>
        SignedBy(process) ?? AgentSigns.All.FirstOrDefault(sign => sign.IsProgram(process))?.Name;

    private static string? SignedBy(ObservedProcess process)
    {
        foreach (var sign in process.Environment is null ? [] : AgentSigns.All)
        {
            if (
                sign.Variable is { } variable
                && process.Environment!.TryGetValue(variable, out var value)
                && !Negations.Contains(value)
            )
            {
                return sign.NamesItself ? Plain(value) ?? sign.Name : sign.Name;
            }
        }

        return null;
    }

    /// <summary>Makes a name of text from an environment: small letters, digits and dashes.</summary>
    public static string? Plain(string text)
    {
        var name = string.Concat(
                text.Take(LongestName)
                    .Select(character => char.IsAsciiLetterOrDigit(character) ? char.ToLowerInvariant(character) : '-')
            )
            .Trim('-');
        return name is "" or "1" or "true" ? null : name;
    }
}

/// <summary>Who asks, and what the environment says about agents.</summary>
/// <param name="Requester">Who asks.</param>
/// <param name="Access">What the variable says, if it says something that counts.</param>
public sealed record FoundRequester(Requester Requester, AgentAccess? Access);
