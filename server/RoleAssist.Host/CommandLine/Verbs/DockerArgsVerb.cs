using System.CommandLine;
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
internal sealed class DockerArgsVerb : Command
{
    private readonly Func<IProfileStore> _store;
    private readonly Func<RoleChainResolver> _resolver;
    private readonly Func<ProcessEnvironment> _environment;
    private readonly Func<TimeProvider> _time;
    private readonly IConsole _console;
    private readonly Argument<string> _profile = CommonOptions.Profile();
    private readonly Option<DeliveryMode> _delivery = CommonOptions.Delivery(
        DeliveryMode.Environment,
        DeliveryMode.Endpoint
    );
    private readonly Option<bool> _compose = new("--compose")
    {
        Description = "Print lines for a service in a Compose file instead.",
    };

    public DockerArgsVerb(
        Func<IProfileStore> store,
        Func<RoleChainResolver> resolver,
        Func<ProcessEnvironment> environment,
        Func<TimeProvider> time,
        IConsole console
    )
        : base(
            "docker-args",
            "Print arguments for docker run, one per line: "
                + "roleassist exec PROFILE -- sh -c 'docker run $(roleassist docker-args PROFILE) IMAGE'"
        )
    {
        (_store, _resolver, _environment, _time, _console) = (store, resolver, environment, time, console);
        _profile.Description = "The profile or role ARN whose credentials this environment has; others are errors.";
        _delivery.Description =
            "How this environment must have the credentials: as keys, or through the endpoint. "
            + "Defaults to the way it has them.";
        _delivery.DefaultValueFactory = _ => DeliveryMode.Auto;
        Add(_profile);
        Add(_delivery);
        Add(_compose);
        SetAction(RunAsync);
    }

    private async Task RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var name = parsed.GetRequiredValue(_profile);
        var endpoints = await EndpointsOfAsync(name, cancellationToken).ConfigureAwait(false);
        var variables = ContainerVariables.Find(
            _environment(),
            name,
            endpoints,
            parsed.GetValue(_delivery),
            _time().GetUtcNow()
        );
        string[] lines = parsed.GetValue(_compose) ? ServiceLines(variables) : ArgumentsFor(variables);
        if (GlobalOptions.IsJson(parsed))
        {
            CommandLineJson.Print(_console, new DockerArgsDocument(ArgumentsFor(variables)));
        }
        else
        {
            await _console.Out.WriteAsync(string.Concat(lines.Select(line => line + "\n"))).ConfigureAwait(false);
        }
    }

    /// <summary>Returns the names of the profile's endpoint variables; none for a role ARN.</summary>
    private async Task<IEnumerable<string>> EndpointsOfAsync(string profile, CancellationToken cancellationToken)
    {
        if (RoleArn.TryParse(profile, out _))
        {
            return [];
        }

        var profiles = await _store().LoadAsync(cancellationToken).ConfigureAwait(false);
        var chain = _resolver().Resolve(profiles, new AssumeTarget { Profile = profile });
        return chain.Endpoints.Variables.Select(variable => variable.Key);
    }

    private static string[] ArgumentsFor(ContainerVariables variables) =>
        [
            .. variables.NeedsHostNetwork ? ["--network", "host"] : (string[])[],
            .. variables.Names.SelectMany(name => new[] { "-e", name }),
        ];

    private static string[] ServiceLines(ContainerVariables variables) =>
        [
            "environment:",
            .. variables.Names.Select(name => $"  - {name}"),
            .. variables.NeedsHostNetwork ? ["network_mode: host"] : (string[])[],
        ];
}
