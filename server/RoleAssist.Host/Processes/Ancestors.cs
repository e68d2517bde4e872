using System.Text;
using RoleAssist.Core.Requesters;

namespace RoleAssist.Host.Processes;

/// <summary>Reads a process and its ancestors on Linux (proc(5)), as far as it concerns agents.</summary>
internal static class Ancestors
{
    /// <summary>More than a shell in a terminal of an editor in a session has.</summary>
    private const int MaxDepth = 64;

    /// <summary>Whether the system tells ancestors.</summary>
    public static bool AreKnown => OperatingSystem.IsLinux();

    /// <summary>
    /// Reads a process and its ancestors, the innermost first; what cannot be read is left out. A process that ended
    /// meanwhile may have left its ID to another one, which began later than its supposed child.
    /// </summary>
    public static IReadOnlyList<ObservedProcess> Read(int processId)
    {
        var found = new List<ObservedProcess>();
        var (id, child) = (processId, long.MaxValue);
        while (
            AreKnown && id > 0 && found.Count < MaxDepth && ProcessStat.Read(id) is { } stat && stat.StartTime <= child
        )
        {
            var arguments = ProcessArguments.Read(id);
            found.Add(
                new ObservedProcess(
                    stat.Name,
                    ReadEnvironment(id),
                    arguments is [var first, ..] ? InterpretedScript.BaseName(first) : null,
                    ProcessArguments.ScriptOf(id, arguments)
                )
            );
            (id, child) = (stat.Parent, stat.StartTime);
        }

        return found;
    }

    /// <summary>Gives this process a name by which its descendants find it (proc_pid_comm(5)).</summary>
    public static void NameThisProcess(string name)
    {
        try
        {
            if (AreKnown)
            {
                // That of a thread: the file of the process is root's where no core dumps are allowed.
                File.WriteAllText(
                    ProcessStat.PathOf(Environment.ProcessId, $"task/{Environment.ProcessId}/comm"),
                    name
                );
            }
        }
        catch (Exception closed) when (closed is IOException or UnauthorizedAccessException)
        {
            // The variable that each command gets remains.
        }
    }

    /// <summary>Reads the variables that say something about agents; null for another user's process.</summary>
    private static Dictionary<string, string>? ReadEnvironment(int id)
    {
        try
        {
            // The kernel limits its size.
            return AgentVariables(Encoding.UTF8.GetString(File.ReadAllBytes(ProcessStat.PathOf(id, "environ"))));
        }
        catch (Exception closed) when (closed is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static Dictionary<string, string> AgentVariables(string environment)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var range in environment.AsSpan().Split('\0'))
        {
            var variable = environment.AsSpan()[range];
            if (
                variable.IndexOf('=') is > 0 and var at
                && variable[..at].ToString() is var name
                && RequesterFinder.IsSign(name)
            )
            {
                found.TryAdd(name, variable[(at + 1)..].ToString());
            }
        }

        return found;
    }
}
