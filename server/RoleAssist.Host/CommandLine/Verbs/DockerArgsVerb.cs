using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Delivery;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Host.CommandLine.Verbs;

/// <summary>
/// <c>docker-args PROFILE</c>: prints the arguments of <c>docker run</c> that give a container the role of the
/// environment that docker is started in. They contain only names of variables: docker takes the values from its own
/// environment, so no secret appears on a command line.
/// </summary>
internal static class DockerArgsVerb
{
    public static Command Create(IServiceProvider services, IConsole console)
    {
        var profile = CommonOptions.Profile();
        profile.Description = "The profile or role ARN whose credentials this environment has; others are errors.";
        var delivery = CommonOptions.Delivery(DeliveryMode.Environment, DeliveryMode.Endpoint);
        delivery.Description =
            "How this environment must have the credentials: as keys, or through the endpoint. "
            + "Defaults to the way it has them.";
        delivery.DefaultValueFactory = _ => DeliveryMode.Auto;
        var compose = new Option<bool>("--compose")
        {
            Description = "Print lines for a service in a Compose file instead.",
        };
        var verb = new Command(
            "docker-args",
            "Print arguments for docker run, one per line: "
                + "roleassist exec PROFILE -- sh -c 'docker run $(roleassist docker-args PROFILE) IMAGE'"
        )
        {
            profile,
            delivery,
            compose,
        };
        verb.SetAction(
            async (parsed, cancellationToken) =>
            {
                var name = parsed.GetRequiredValue(profile);
                var endpoints = await EndpointsOfAsync(services, name, cancellationToken).ConfigureAwait(false);
                var variables = ContainerVariables.Find(
                    services.GetRequiredService<ProcessEnvironment>(),
                    name,
                    endpoints,
                    parsed.GetValue(delivery),
                    services.GetRequiredService<TimeProvider>().GetUtcNow()
                );
                string[] lines = parsed.GetValue(compose) ? Compose(variables) : Arguments(variables);
                if (GlobalOptions.IsJson(parsed))
                {
                    CommandLineJson.Print(console, new DockerArgsDocument(Arguments(variables)));
                }
                else
                {
                    await console
                        .Out.WriteAsync(string.Concat(lines.Select(line => line + "\n")))
                        .ConfigureAwait(false);
                }
            }
        );
        return verb;
    }

    /// <summary>Returns the names of the profile's endpoint variables; none for a role ARN.</summary>
    private static async Task<IEnumerable<string>> EndpointsOfAsync(
        IServiceProvider services,
        string profile,
        CancellationToken cancellationToken
    )
    {
        if (RoleArn.TryParse(profile, out _))
        {
            return [];
        }

        var profiles = await services
            .GetRequiredService<IProfileStore>()
            .LoadAsync(cancellationToken)
            .ConfigureAwait(false);
        var chain = services
            .GetRequiredService<RoleChainResolver>()
            .Resolve(profiles, new AssumeTarget { Profile = profile });
        return chain.Endpoints.Variables.Select(variable => variable.Key);
    }

    private static string[] Arguments(ContainerVariables variables) =>
        [
            .. variables.NeedsHostNetwork ? ["--network", "host"] : (string[])[],
            .. variables.Names.SelectMany(name => new[] { "-e", name }),
        ];

    private static string[] Compose(ContainerVariables variables) =>
        [
            "environment:",
            .. variables.Names.Select(name => $"  - {name}"),
            .. variables.NeedsHostNetwork ? ["network_mode: host"] : (string[])[],
        ];
}
