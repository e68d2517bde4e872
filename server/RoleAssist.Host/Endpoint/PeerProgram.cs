using System.Globalization;
using RoleAssist.Core.Audit;
using RoleAssist.Interop.Unix;

namespace RoleAssist.Host.Endpoint;

/// <summary>Says which program a process is, for the audit trail (proc(5)).</summary>
internal static class PeerProgram
{
    /// <summary>An SDK, perhaps a shell, the script of a generated profile and RoleAssist.</summary>
    private const int MaxAncestors = 4;

    /// <summary>The program behind a request: a RoleAssist that asks does so for what has started it.</summary>
    public static AuditPeer Of(SocketPeer peer)
    {
        var asking = peer.ProcessId is { } id && OperatingSystem.IsLinux() ? Behind(id) : null;
        return new AuditPeer(asking?.Id ?? peer.ProcessId, peer.UserId, asking?.Name, asking is null ? null : PathOf(asking.Id));
    }

    private static Found? Behind(int processId)
    {
        var found = Read(processId);
        for (var i = 0; i < MaxAncestors && found is { Name: ProductInfo.Name, Parent: > 1 } && Read(found.Parent) is { } parent; i++)
        {
            found = parent;
        }

        return found;
    }

    /// <summary>The name stands in parentheses and may hold some itself (proc_pid_stat(5)).</summary>
    private static Found? Read(int processId)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{processId.ToString(CultureInfo.InvariantCulture)}/stat");
            var (begin, end) = (stat.IndexOf('(', StringComparison.Ordinal), stat.LastIndexOf(')'));
            return begin > 0 && end > begin && stat[(end + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, var parent, ..]
                ? new Found(processId, stat[(begin + 1)..end], int.Parse(parent, CultureInfo.InvariantCulture))
                : null;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string? PathOf(int processId)
    {
        try
        {
            return new FileInfo($"/proc/{processId.ToString(CultureInfo.InvariantCulture)}/exe").LinkTarget;
        }
        catch (Exception closed) when (closed is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private sealed record Found(int Id, string Name, int Parent);
}
