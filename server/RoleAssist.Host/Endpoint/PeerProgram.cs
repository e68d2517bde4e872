using RoleAssist.Core.Audit;
using RoleAssist.Host.Presentation;
using RoleAssist.Host.Processes;

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
            requester is { Id: var asking } ? PathOf(asking) : null
        );
    }

    private static (int Id, string Name)? FindRequester(int processId)
    {
        var (id, found) = (processId, ProcessStat.Read(processId));
        for (
            var i = 0;
            i < MaxAncestors
                && found is { Name: ProductInfo.Name, Parent: > 1 and var parent }
                && ProcessStat.Read(parent) is { } next;
            i++
        )
        {
            (id, found) = (parent, next);
        }

        return found is null ? null : (id, found.Name);
    }

    private static string? PathOf(int processId)
    {
        try
        {
            return new FileInfo(ProcessStat.PathOf(processId, "exe")).LinkTarget;
        }
        catch (Exception closed) when (closed is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
