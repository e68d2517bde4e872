using System.CommandLine;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Delivery;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Profiles;
using RoleAssist.Host.Endpoint;

namespace RoleAssist.Host.CommandLine.Verbs;

/// <summary>
/// <c>docker-args PROFILE</c>: prints the arguments of <c>docker run</c> that give a container the role of the
/// environment that docker is started in. They contain names of variables and, for a generated profile, paths: docker
/// takes the values from its own environment, so no secret appears on a command line.
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
        DeliveryMode.Endpoint,
        DeliveryMode.Profile
    );
    private readonly Option<bool> _compose = new("--compose")
    {
        Description = "Print lines for a service in a Compose file instead.",
    };
    private readonly Option<bool> _rootless = new("--rootless")
    {
        Description = "The engine is rootless, so that the container's root is you. For a generated profile.",
    };
    private readonly Option<string?> _program = new("--program")
    {
        Description =
            "The roleassist to mount into the container, if it needs another one, such as that for musl. "
            + "For a generated profile.",
        HelpName = "FILE",
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
            "How this environment must have the credentials: as keys, through the endpoint, which needs the network of "
            + "this machine, or through a generated profile, which stays fresh without it. "
            + "Defaults to the way it has them.";
        _delivery.DefaultValueFactory = _ => DeliveryMode.Auto;
        Add(_profile);
        Add(_delivery);
        Add(_compose);
        Add(_rootless);
        Add(_program);
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
        var mounts =
            variables.Delivery == DeliveryMode.Profile
                ? ContainerMounts.Find(_environment(), parsed.GetValue(_program), parsed.GetValue(_rootless))
                : null;
        if (!GlobalOptions.IsQuiet(parsed))
        {
            await ExplainAsync(variables, mounts, cancellationToken).ConfigureAwait(false);
        }

        string[] lines = parsed.GetValue(_compose) ? ServiceLines(variables, mounts) : ArgumentsFor(variables, mounts);
        if (GlobalOptions.IsJson(parsed))
        {
            CommandLineJson.Print(_console, new DockerArgsDocument(ArgumentsFor(variables, mounts)));
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

    private async Task ExplainAsync(
        ContainerVariables variables,
        ContainerMounts? mounts,
        CancellationToken cancellationToken
    )
    {
        if (variables.Delivery == DeliveryMode.Endpoint)
        {
            await _console
                .Error.WriteLineAsync(
                    "note: The endpoint is on the loopback, so the container must share the network of this machine. "
                        + "With 'roleassist exec --delivery profile' it need not."
                )
                .ConfigureAwait(false);
        }

        if (mounts is null)
        {
            return;
        }

        await _console
            .Error.WriteLineAsync(
                "note: The container asks for credentials over a socket, which serves only you: its processes must run as "
                    + $"{mounts.User}. The image needs /bin/sh and the C library of the mounted program."
            )
            .ConfigureAwait(false);
        var sessions = await RunningHosts.ListAsync(mounts.Socket, cancellationToken).ConfigureAwait(false);
        if (sessions.Count > 1)
        {
            await _console
                .Error.WriteLineAsync(
                    $"warning: The socket serves {sessions.Count} sessions, and the container can use all of them. "
                        + "'roleassist exec' has only one."
                )
                .ConfigureAwait(false);
        }
    }

    private static string[] ArgumentsFor(ContainerVariables variables, ContainerMounts? mounts) =>
        [
            .. variables.Delivery == DeliveryMode.Endpoint ? ["--network", "host"] : (string[])[],
            .. mounts is null ? (string[])[] : ["--user", mounts.User],
            .. (mounts?.Mounts ?? []).SelectMany(mount =>
                new[] { "--mount", $"type=bind,source={mount.Source},target={mount.Target},readonly" }
            ),
            .. variables.Names.SelectMany(name => new[] { "-e", name }),
        ];

    private static string[] ServiceLines(ContainerVariables variables, ContainerMounts? mounts) =>
        [
            "environment:",
            .. variables.Names.Select(name => $"  - {name}"),
            .. variables.Delivery == DeliveryMode.Endpoint ? ["network_mode: host"] : (string[])[],
            .. mounts is null
                ? (string[])[]
                :
                [
                    $"user: \"{mounts.User}\"",
                    "volumes:",
                    .. mounts.Mounts.Select(mount => $"  - {mount.Source}:{mount.Target}:ro"),
                ],
        ];
}
