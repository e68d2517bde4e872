using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using RoleAssist.Core.Delivery;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Host.CommandLine.Verbs;

/// <summary>
/// <c>docker-args PROFILE</c>: what <c>docker run</c> needs so that a container has the role that docker itself was started
/// with. Only names of variables: docker takes the values from its own environment, so no secret stands in a command line.
/// </summary>
internal static class DockerArgsVerb
{
    public static Command Create(IServiceProvider services, IConsole console)
    {
        var profile = CommonOptions.Profile();
        var delivery = CommonOptions.Delivery(DeliveryMode.Environment, DeliveryMode.Endpoint);
        var compose = new Option<bool>("--compose") { Description = "Print the lines for a service of a compose file instead." };
        var verb = new Command(
            "docker-args",
            "Print arguments for docker run: roleassist exec PROFILE -- sh -c 'docker run $(roleassist docker-args PROFILE) IMAGE'")
        { profile, delivery, compose };
        var options = new AssumeOptions(verb);
        verb.SetAction(async (parsed, cancellationToken) =>
        {
            var target = await options.TargetOfAsync(parsed, parsed.GetRequiredValue(profile), cancellationToken).ConfigureAwait(false);
            var profiles = await services.GetRequiredService<IProfileStore>().LoadAsync(cancellationToken).ConfigureAwait(false);
            var chain = services.GetRequiredService<RoleChainResolver>().Resolve(profiles, target);
            var usesEndpoint = parsed.GetValue(delivery) == DeliveryMode.Endpoint;
            var names = ContainerVariables.Of(chain, usesEndpoint);
            await console.Out.WriteLineAsync(parsed.GetValue(compose) ? Compose(names, usesEndpoint) : Arguments(names, usesEndpoint)).ConfigureAwait(false);
        });
        return verb;
    }

    /// <summary>The endpoint listens on the loopback, which a container has in common with the machine only in the machine's own network.</summary>
    private static string Arguments(IEnumerable<string> names, bool usesEndpoint) =>
        string.Join(' ', [.. usesEndpoint ? ["--network host"] : (string[])[], .. names.Select(name => $"-e {name}")]);

    private static string Compose(IEnumerable<string> names, bool usesEndpoint) =>
        string.Join('\n', ["environment:", .. names.Select(name => $"  - {name}"), .. usesEndpoint ? ["network_mode: host"] : (string[])[]]);
}
