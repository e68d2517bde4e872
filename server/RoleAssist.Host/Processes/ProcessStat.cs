using System.Globalization;

namespace RoleAssist.Host.Processes;

/// <summary>What Linux tells of a process (proc_pid_stat(5)).</summary>
/// <param name="Name">The name that it gives itself.</param>
/// <param name="Parent">The ID of its parent.</param>
/// <param name="Session">The ID of its session (setsid(2)).</param>
/// <param name="StartTime">When it began, in clock ticks since the system did.</param>
internal sealed record ProcessStat(string Name, int Parent, int Session, long StartTime)
{
    private const string Root = "/proc";

    /// <summary>Reads it; null if there is no such process, or if it may not be read.</summary>
    public static ProcessStat? Read(int id)
    {
        try
        {
            // The name is in parentheses and may contain parentheses itself.
            var text = File.ReadAllText(PathOf(id, "stat"));
            var (begin, end) = (text.IndexOf('(', StringComparison.Ordinal), text.LastIndexOf(')'));
            return
                begin > 0
                && end > begin
                && text[(end + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries) is { Length: > 19 } fields
                && int.TryParse(fields[1], NumberStyles.None, CultureInfo.InvariantCulture, out var parent)
                && int.TryParse(fields[3], NumberStyles.None, CultureInfo.InvariantCulture, out var session)
                && long.TryParse(fields[19], NumberStyles.None, CultureInfo.InvariantCulture, out var start)
                ? new ProcessStat(text[(begin + 1)..end], parent, session, start)
                : null;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Lists the IDs of all processes; none if the system does not tell.</summary>
    public static IEnumerable<int> All() =>
        Directory.Exists(Root)
            ? Directory
                .EnumerateDirectories(Root)
                .Select(path =>
                    int.TryParse(Path.GetFileName(path), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                        ? id
                        : 0
                )
                .Where(id => id > 0)
            : [];

    /// <summary>Returns the path of a file about a process.</summary>
    public static string PathOf(int id, string file) => $"{Root}/{id.ToString(CultureInfo.InvariantCulture)}/{file}";
}
