using System.Globalization;
using RoleAssist.Core.Audit;
using RoleAssist.Host.Presentation;

namespace RoleAssist.Host.Endpoint;

/// <summary>Identifies the program of a process for the audit trail (proc(5)).</summary>
internal static class PeerProgram
{
    /// <summary>Enough for an SDK, a shell, the script of a generated profile and RoleAssist.</summary>
    private const int MaxAncestors = 4;

    /// <summary>
    /// Gets the program behind a request. For a RoleAssist process, that is the program that started it.
    /// </summary>
    public static AuditPeer Identify(LocalPeer peer)
    {
        var requester = peer.ProcessId is { } id && OperatingSystem.IsLinux() ? FindRequester(id) : null;
        return new AuditPeer(
            requester?.Id ?? peer.ProcessId,
            peer.UserId,
            requester?.Name,
            requester is null ? null : PathOf(requester.Id)
        );
    }

    private static Found? FindRequester(int processId)
    {
        var found = Read(processId);
        for (
            var i = 0;
            i < MaxAncestors && found is { Name: ProductInfo.Name, Parent: > 1 } && Read(found.Parent) is { } parent;
            i++
        )
        {
            found = parent;
        }

        return found;
    }

    /// <summary>
    /// Reads a process' name and parent. The name is in parentheses and may contain parentheses itself
    /// (proc_pid_stat(5)).
    /// </summary>
    private static Found? Read(int processId)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{processId.ToString(CultureInfo.InvariantCulture)}/stat");
            var (begin, end) = (stat.IndexOf('(', StringComparison.Ordinal), stat.LastIndexOf(')'));
            return
                begin > 0
                && end > begin
                && stat[(end + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, var parent, ..]
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
