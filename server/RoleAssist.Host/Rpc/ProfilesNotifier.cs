using RoleAssist.Contracts;
using RoleAssist.Core.Profiles;
using RoleAssist.Host.Sandbox;

namespace RoleAssist.Host.Rpc;

/// <summary>Notifies a client when the list of profiles has changed.</summary>
internal sealed class ProfilesNotifier : IDisposable
{
    private readonly IProfileWatcher _watcher;
    private readonly EditorSandbox _sandbox;
    private readonly IRoleAssistClient _client;

    public ProfilesNotifier(IProfileWatcher watcher, EditorSandbox sandbox, IRoleAssistClient client)
    {
        (_watcher, _sandbox, _client) = (watcher, sandbox, client);
        _watcher.Changed += Notify;
        _sandbox.Changed += Notify;
    }

    public void Dispose()
    {
        _watcher.Changed -= Notify;
        _sandbox.Changed -= Notify;
    }

    private void Notify(ProfileSet profiles) => Notify();

    private void Notify() => _client.ProfilesChanged(new ProfilesChangedParams());
}
