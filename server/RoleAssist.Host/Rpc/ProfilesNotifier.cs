using RoleAssist.Contracts;
using RoleAssist.Core.Profiles;
using RoleAssist.Host.Sandbox;

namespace RoleAssist.Host.Rpc;

/// <summary>Tells a client that there are other profiles than it may show.</summary>
internal sealed class ProfilesNotifier : IDisposable
{
    private readonly IProfileWatcher _watcher;
    private readonly EditorSandbox _sandbox;
    private readonly IRoleAssistClient _client;

    public ProfilesNotifier(IProfileWatcher watcher, EditorSandbox sandbox, IRoleAssistClient client)
    {
        (_watcher, _sandbox, _client) = (watcher, sandbox, client);
        _watcher.Changed += Tell;
        _sandbox.Changed += Tell;
    }

    public void Dispose()
    {
        _watcher.Changed -= Tell;
        _sandbox.Changed -= Tell;
    }

    private void Tell(ProfileSet profiles) => Tell();

    private void Tell() => _client.ProfilesChanged(new ProfilesChangedParams());
}
