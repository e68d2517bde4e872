using RoleAssist.Sandbox;
using RoleAssist.Sandbox.Control;

namespace RoleAssist.TestInfrastructure;

/// <summary>A sandbox on the loopback, in this process, with its sample in a temporary home.</summary>
public class SandboxFixture : IAsyncLifetime
{
    private readonly AdjustableTime _time = new();
    private SandboxServer? _server;

    public SandboxDescription Description =>
        (_server ?? throw new InvalidOperationException("Not started.")).Description;

    public SandboxControlClient Control => new(Description.Home);

    /// <summary>How many member accounts the sandbox has.</summary>
    protected virtual int MemberAccounts => 0;

    /// <summary>The serial number of the only MFA device.</summary>
    public string Serial => Description.Mfa.Single().Serial;

    /// <summary>How far the sandbox is ahead of this machine.</summary>
    public TimeSpan Ahead => _time.Ahead;

    /// <summary>
    /// Returns an unused MFA code. The sandbox's clock skips half a minute instead of waiting for it.
    /// </summary>
    public Task<string> CodeAsync()
    {
        _time.Leap(TimeSpan.FromSeconds(30));
        return Control.GetTotpAsync(Serial, CancellationToken.None);
    }

    public async ValueTask InitializeAsync() =>
        _server = await SandboxServer.StartAsync(
            new SandboxOptions { TimeProvider = _time, MemberAccounts = MemberAccounts },
            CancellationToken.None
        );

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    /// <summary>This machine's time plus all leaps.</summary>
    private sealed class AdjustableTime : TimeProvider
    {
        public TimeSpan Ahead { get; private set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;

        public void Leap(TimeSpan time) => Ahead += time;
    }
}
