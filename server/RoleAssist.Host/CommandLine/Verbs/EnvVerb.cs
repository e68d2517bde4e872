using System.CommandLine;
using RoleAssist.Core.Audit;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Delivery;
using RoleAssist.Core.Delivery.Shells;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;
using RoleAssist.Host.Endpoint;

namespace RoleAssist.Host.CommandLine.Verbs;

/// <summary>
/// <c>env PROFILE --shell SHELL</c>: prints statements that set or remove a role's credentials in a running shell. The
/// verb runs in that shell, so its environment shows which variables another role has set.
/// </summary>
internal sealed class EnvVerb : Command
{
    private const string VerbName = "env";
    private const string ShellOption = "--shell";

    /// <summary>Every PowerShell sets this variable for its child processes.</summary>
    private const string PowerShellVariable = "PSModulePath";

    private readonly Func<CredentialHandOut> _handOut;
    private readonly Func<IProfileStore> _store;
    private readonly Func<RoleChainResolver> _resolver;
    private readonly Func<ProcessEnvironment> _environment;
    private readonly IConsole _console;
    private readonly Argument<string> _profile = CommonOptions.Profile();
    private readonly Option<string?> _shell = new(ShellOption)
    {
        Description = "The shell or format to write statements for.",
        HelpName = string.Join('|', ShellSyntax.Shells),
    };
    private readonly Option<bool> _unset = new("--unset")
    {
        Description = "Print statements that remove the credentials.",
    };
    private readonly Option<string?> _ticket = new("--ticket")
    {
        Description = "A one-time, short-lived ticket that an editor issued for this shell.",
    };
    private readonly AssumeOptions _options;

    public EnvVerb(
        Func<CredentialHandOut> handOut,
        Func<IProfileStore> store,
        Func<RoleChainResolver> resolver,
        Func<ProcessEnvironment> environment,
        IConsole console
    )
        : base(
            VerbName,
            "Print statements that set a role's credentials in a shell: for eval in bash and zsh, source in fish, "
                + "Invoke-Expression in PowerShell, for /f in cmd, from json | load-env in nu."
        )
    {
        (_handOut, _store, _resolver, _environment, _console) = (handOut, store, resolver, environment, console);
        _profile.Arity = ArgumentArity.ZeroOrOne;
        _shell.AcceptOnlyFromAmong([.. ShellSyntax.Shells]);
        Add(_profile);
        Add(_shell);
        Add(_unset);
        Add(_ticket);
        _options = new AssumeOptions(this);
        SetAction(RunAsync);
    }

    private async Task RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var syntax = GlobalOptions.IsJson(parsed)
            ? "json"
            : parsed.GetValue(_shell)
                ?? throw new RoleAssistException(
                    ErrorCode.InvalidArgument,
                    $"Option '{ShellOption}' is required.",
                    "Run 'roleassist env --help'."
                );
        var target = await _options
            .GetTargetAsync(parsed, parsed.GetValue(_profile), cancellationToken)
            .ConfigureAwait(false);
        var isRemoval = parsed.GetValue(_unset);
        var given = (isRemoval, parsed.GetValue(_ticket)) switch
        {
            (true, _) => [],
            (_, { } ticket) => await EndpointClient.RedeemAsync(ticket, cancellationToken).ConfigureAwait(false),
            _ => await AssumeAsync(parsed, target, cancellationToken).ConfigureAwait(false),
        };
        var also = isRemoval ? await OwnOfAsync(target, cancellationToken).ConfigureAwait(false) : [];
        var changes = EnvironmentLayer.Apply(_environment(), EnvironmentUse.Terminal, given, also);
        await _console.Out.WriteAsync(ShellSyntax.Write(syntax, changes)).ConfigureAwait(false);
    }

    /// <summary>
    /// Returns what to print when a command line fails whose output a shell evaluates, even if it could not be parsed:
    /// a statement that fails in that shell. Empty for any other command line.
    /// </summary>
    public static string FailureOf(IReadOnlyList<string> args, ProcessEnvironment environment)
    {
        var named =
            args.SkipWhile(arg => arg != ShellOption).Skip(1).FirstOrDefault()
            ?? args.FirstOrDefault(arg =>
                arg.StartsWith(ShellOption + '=', StringComparison.Ordinal)
                || arg.StartsWith(ShellOption + ':', StringComparison.Ordinal)
            )?[(ShellOption.Length + 1)..];
        var isEnv = named is not null || args.FirstOrDefault(arg => !arg.StartsWith('-')) == VerbName;
        return (isEnv, GlobalOptions.IsJson(args), named) switch
        {
            (false, _, _) or (_, true, _) => "",
            (_, _, { } shell) when ShellSyntax.Shells.Contains(shell) => ShellSyntax.Failure(shell),
            _ => ShellSyntax.Failure(environment.IsSet(PowerShellVariable) ? "pwsh" : "sh"),
        };
    }

    private async Task<IEnumerable<EnvironmentChange>> AssumeAsync(
        ParseResult parsed,
        AssumeTarget target,
        CancellationToken cancellationToken
    )
    {
        if (target is { Profile: null, RoleArn: null })
        {
            throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                "Specify a PROFILE.",
                "Run 'roleassist env --help'."
            );
        }

        var options = _options.GetSessionOptions(parsed) with { Identify = false };
        var session = await _options
            .CreateMfaCodeSource(parsed, _console)
            .RunAsync(
                code =>
                    _handOut()
                        .HandOutAsync(
                            target,
                            options with
                            {
                                TokenCode = code,
                            },
                            Deliveries.Environment,
                            cancellationToken
                        ),
                cancellationToken
            )
            .ConfigureAwait(false);
        return EnvironmentDelivery.GetVariables(session);
    }

    /// <summary>Returns the names of the variables that a profile's settings add to those of every session.</summary>
    private async Task<IEnumerable<string>> OwnOfAsync(AssumeTarget target, CancellationToken cancellationToken)
    {
        if (target.Profile is null)
        {
            return [];
        }

        var profiles = await _store().LoadAsync(cancellationToken).ConfigureAwait(false);
        return _resolver().Resolve(profiles, target).Endpoints.Variables.Select(variable => variable.Key);
    }
}
