using Microsoft.Extensions.DependencyInjection;
using RoleAssist.Core.Environment;
using RoleAssist.Sandbox;
using RoleAssist.Sandbox.Control;

namespace RoleAssist.Host.Tests.Support;

/// <summary>A sandbox on the loopback, and the host's services as a process beside it would have them.</summary>
public sealed class SandboxFixture : IAsyncLifetime
{
    private readonly LeapingTime _time = new();
    private SandboxServer? _server;

    public string Serial => Description.Mfa[0].Serial;

    internal SandboxDescription Description => (_server ?? throw new InvalidOperationException("Not started.")).Description;

    /// <summary>In place of the folder of the person who runs the tests.</summary>
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

    /// <summary>How far the sandbox is ahead of this machine.</summary>
    internal TimeSpan Ahead => _time.Ahead;

    /// <summary>A code that has not been used: half a minute is leapt over instead of waited for.</summary>
    internal Task<string> CodeAsync()
    {
        _time.Leap(TimeSpan.FromSeconds(30));
        return Control.GetTotpAsync(Serial, CancellationToken.None);
    }

    internal void AddHost(IServiceCollection services) => services
        .AddRoleAssist()
        .AddSingleton(new ProcessEnvironment([.. Description.Environment, KeyValuePair.Create("ROLEASSIST_STATE_FOLDER", StateFolder)]));
}

/// <summary>This machine's time, and however much was leapt over.</summary>
internal sealed class LeapingTime : TimeProvider
{
    public TimeSpan Ahead { get; private set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;

    public void Leap(TimeSpan time) => Ahead += time;
}

/// <summary>
/// The tests that share a sandbox run one after another: an MFA code is good once, and a fault hits the next caller.
/// </summary>
[CollectionDefinition(nameof(SharedSandbox))]
public sealed class SharedSandbox : ICollectionFixture<SandboxFixture>;
