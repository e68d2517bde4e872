using RoleAssist.Core.Environment;
using RoleAssist.Core.Requesters;

namespace RoleAssist.Host.Processes;

/// <summary>
/// Finds out who started a process: from its environment, and on Linux from those of its ancestors. On other systems only
/// the environment of this process is known.
/// </summary>
internal sealed class ProcessRequesters : IRequesters
{
    private readonly Lazy<FoundRequester> _own;

    public ProcessRequesters(ProcessEnvironment environment) =>
        _own = new Lazy<FoundRequester>(() => FindOwn(environment));

    public FoundRequester Own => _own.Value;

    /// <summary>Finds out for whom another process of this user asks.</summary>
    public static Requester Find(int? processId) =>
        processId is { } id && Ancestors.Read(id) is var found
            ? RequesterFinder.Find(found.Processes, found.IsComplete).Requester
            : Requester.Unknown;

    /// <summary>
    /// A process knows its own environment from the start, before the first line of /proc is read, and where there is none.
    /// </summary>
    private static FoundRequester FindOwn(ProcessEnvironment environment)
    {
        var own = new ObservedProcess(null, RequesterFinder.SignsIn(environment));
        var found = Ancestors.ReadOwn();
        return RequesterFinder.Find([own, .. found.Processes.Skip(1)], found.IsComplete);
    }
}
