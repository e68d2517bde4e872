using RoleAssist.Contracts;
using RoleAssist.Core.Profiles;
using RoleAssist.Host.Documents;
using RoleAssist.Host.Sandbox;

namespace RoleAssist.Host.Rpc;

/// <summary>
/// Notifies a client when the list of profiles has changed: on disk, in the sandbox, or in an editor, whose text counts
/// instead of the file's. An editor shows a file that another program has written a moment later, so the notification
/// about the file alone would come too early.
/// </summary>
internal sealed class ProfilesNotifier : IDisposable
{
    /// <summary>How long an editor's text must rest: nobody looks at the list between two keys.</summary>
    internal static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    private readonly IProfileWatcher _watcher;
    private readonly EditorSandbox _sandbox;
    private readonly DocumentRegistry _documents;
    private readonly IRoleAssistClient _client;
    private readonly ITimer _timer;

    public ProfilesNotifier(
        IProfileWatcher watcher,
        EditorSandbox sandbox,
        DocumentRegistry documents,
        IRoleAssistClient client,
        TimeProvider time
    )
    {
        (_watcher, _sandbox, _documents, _client) = (watcher, sandbox, documents, client);
        _timer = time.CreateTimer(_ => Notify(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _watcher.Changed += Notify;
        _sandbox.Changed += Notify;
        _documents.Changed += NotifySoon;
    }

    public void Dispose()
    {
        _watcher.Changed -= Notify;
        _sandbox.Changed -= Notify;
        _documents.Changed -= NotifySoon;
        _timer.Dispose();
    }

    private void Notify(ProfileSet profiles) => Notify();

    private void Notify() => _client.ProfilesChanged(new ProfilesChangedParams());

    private void NotifySoon(OpenDocument document)
    {
        if (document.Service is AwsConfigDocuments)
        {
            _timer.Change(Pause, Timeout.InfiniteTimeSpan);
        }
    }
}
