using Microsoft.Extensions.DependencyInjection;
using RoleAssist.Core.Profiles;
using RoleAssist.Sandbox;
using RoleAssist.Sandbox.Control;

namespace RoleAssist.Host.Tests.Support;

/// <summary>A sandbox on the loopback, and the host's services as a process beside it would have them.</summary>
public sealed class SandboxFixture : IAsyncLifetime
{
    private SandboxServer? _server;

    public string Serial => Description.Mfa[0].Serial;

    internal SandboxDescription Description => (_server ?? throw new InvalidOperationException("Not started.")).Description;

    /// <summary>In place of the folder of the person who runs the tests.</summary>
    internal string StateFolder => Path.Combine(Description.Home, "state");

    internal SandboxControlClient Control => new(Description.Home);

    public async Task InitializeAsync() => _server = await SandboxServer.StartAsync(new SandboxOptions(), CancellationToken.None);

    public async Task DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    internal Task<string> CodeAsync() => Control.GetTotpAsync(Serial, CancellationToken.None);

    internal void AddHost(IServiceCollection services) => services
        .AddRoleAssist()
        .AddSingleton(new ProcessEnvironment([.. Description.Environment, KeyValuePair.Create("ROLEASSIST_STATE_FOLDER", StateFolder)]));
}

/// <summary>
/// The tests that share a sandbox run one after another: an MFA code is good once, and a fault hits the next caller.
/// </summary>
[CollectionDefinition(nameof(SharedSandbox))]
public sealed class SharedSandbox : ICollectionFixture<SandboxFixture>;
