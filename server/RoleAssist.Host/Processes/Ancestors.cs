using System.Globalization;
using System.Text;
using RoleAssist.Core.Requesters;

namespace RoleAssist.Host.Processes;

/// <summary>Reads a process and its ancestors on Linux (proc(5)), as far as it concerns agents.</summary>
internal static class Ancestors
{
    /// <summary>The first process of a system, above which none is (init).</summary>
    private const int First = 1;

    /// <summary>What Linux adds to the name of a program that was replaced while it runs, as by an update.</summary>
    private const string Replaced = " (deleted)";

    /// <summary>Whether the system tells ancestors.</summary>
    public static bool AreKnown => OperatingSystem.IsLinux();

    /// <summary>Reads this process and its ancestors.</summary>
    /// <remarks>It has another ID in /proc than it knows itself if only its PID namespace is its own (pid_namespaces(7)).</remarks>
    public static Ancestry ReadOwn() =>
        AreKnown && int.TryParse(LinkOf("/proc/self"), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? Read(id)
            : Ancestry.Unknown;

    /// <summary>
    /// Reads a process and its ancestors, the innermost first, up to the first process of the system. There is no limit:
    /// whoever forks often enough would get past it.
    /// </summary>
    public static Ancestry Read(int processId)
    {
        var found = new List<ObservedProcess>();
        var seen = new HashSet<int>();
        var (id, stat) = (processId, AreKnown ? ProcessStat.Read(processId) : null);
        while (stat is not null && seen.Add(id))
        {
            found.Add(Observe(id, stat));
            (id, stat) = ParentOf(id, stat);
        }

        // The first process may be hidden as a whole (hidepid in proc(5)); above it is nothing.
        return new Ancestry(found, IsComplete: found.Count > 0 && stat is null && id <= First);
    }

    /// <summary>
    /// Finds the parent of a process, as far as it may be read. A parent that ended meanwhile may have left its ID to
    /// a process that began later than its supposed child: the system has then named another parent.
    /// </summary>
    private static (int Id, ProcessStat? Stat) ParentOf(int id, ProcessStat stat)
    {
        while (true)
        {
            var parent = stat.Parent > 0 ? ProcessStat.Read(stat.Parent) : null;
            if (stat.Parent <= 0 || (parent is not null && parent.StartTime <= stat.StartTime))
            {
                return (stat.Parent, parent);
            }

            if (
                ProcessStat.Read(id) is not { } again
                || again.StartTime != stat.StartTime
                || again.Parent == stat.Parent
            )
            {
                return (stat.Parent, null);
            }

            stat = again;
        }
    }

    private static ObservedProcess Observe(int id, ProcessStat stat)
    {
        var executable = LinkOf(ProcessStat.PathOf(id, "exe")) is { } path
            ? InterpretedScript.BaseName(
                path.EndsWith(Replaced, StringComparison.Ordinal) ? path[..^Replaced.Length] : path
            )
            : null;
        var arguments = ProcessArguments.Read(id);
        return new ObservedProcess(
            stat.Name,
            ReadEnvironment(id),
            executable,
            arguments,
            ProcessArguments.ScriptsOf(id, executable, arguments)
        );
    }

    private static string? LinkOf(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget;
        }
        catch (Exception closed) when (closed is IOException or UnauthorizedAccessException)
        {
            return null;
        }
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

/// <summary>A process and its ancestors.</summary>
/// <param name="Processes">The innermost first.</param>
/// <param name="IsComplete">Whether the first process of the system was reached, so that none was missed.</param>
internal sealed record Ancestry(IReadOnlyList<ObservedProcess> Processes, bool IsComplete)
{
    public static Ancestry Unknown { get; } = new([], IsComplete: false);
}
