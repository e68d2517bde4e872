using Microsoft.Extensions.DependencyInjection;
using RoleAssist.Core.Environment;
using RoleAssist.TestInfrastructure;

namespace RoleAssist.Host.Tests.Support;

/// <summary>A sandbox on the loopback, and the host's services as a process beside it would have them.</summary>
public class HostSandbox : SandboxFixture
{
    /// <summary>In place of the folder of the person who runs the tests.</summary>
    internal string StateFolder => Path.Combine(Description.Home, "state");

    internal void AddHost(IServiceCollection services) =>
        services
            .AddRoleAssist()
            .AddSingleton(
                new ProcessEnvironment([
                    .. Description.Environment,
                    KeyValuePair.Create("ROLEASSIST_STATE_FOLDER", StateFolder),
                ])
            );
}

/// <summary>
/// The tests that share a sandbox run one after another: an MFA code is good once, and a fault hits the next caller.
/// </summary>
[CollectionDefinition(nameof(SharedSandbox))]
public sealed class SharedSandbox : ICollectionFixture<HostSandbox>;
