using Microsoft.Extensions.DependencyInjection;
using RoleAssist.Core.Environment;
using RoleAssist.Sandbox;
using RoleAssist.Sandbox.Control;

namespace RoleAssist.Host.Tests.Support;

/// <summary>A sandbox on the loopback interface, and the host's services as in a process next to it.</summary>
public sealed class SandboxFixture : IAsyncLifetime
{
    private readonly LeapingTime _time = new();
    private SandboxServer? _server;

    public string Serial => Description.Mfa[0].Serial;

    internal SandboxDescription Description => (_server ?? throw new InvalidOperationException("Not started.")).Description;

    /// <summary>Replaces the state folder of the user who runs the tests.</summary>
    internal string StateFolder => Path.Combine(Description.Home, "state");

    internal SandboxControlClient Control => new(Description.Home);

    public async Task InitializeAsync() => _server = await SandboxServer.StartAsync(new SandboxOptions { TimeProvider = _time }, CancellationToken.None);

    public async Task DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    /// <summary>The offset of the sandbox's clock from this machine's.</summary>
    internal TimeSpan Ahead => _time.Ahead;

    /// <summary>Gets an unused code by advancing the clock half a minute instead of waiting.</summary>
    internal Task<string> CodeAsync()
    {
        _time.Leap(TimeSpan.FromSeconds(30));
        return Control.GetTotpAsync(Serial, CancellationToken.None);
    }

    internal void AddHost(IServiceCollection services) => services
        .AddRoleAssist()
        .AddSingleton(new ProcessEnvironment([.. Description.Environment, KeyValuePair.Create("ROLEASSIST_STATE_FOLDER", StateFolder)]));
}

/// <summary>This machine's time plus an adjustable offset.</summary>
internal sealed class LeapingTime : TimeProvider
{
    public TimeSpan Ahead { get; private set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;

    public void Leap(TimeSpan time) => Ahead += time;
}

/// <summary>
/// Tests that share a sandbox run sequentially: an MFA code works once, and a fault affects the next call.
/// </summary>
[CollectionDefinition(nameof(SharedSandbox))]
public sealed class SharedSandbox : ICollectionFixture<SandboxFixture>;
