using System.CommandLine;
using System.Text;
using RoleAssist.Core.Agents;
using RoleAssist.Core.Audit;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Delivery;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Keys;
using RoleAssist.Core.Profiles;
using RoleAssist.Host.Endpoint;

namespace RoleAssist.Host.CommandLine.Verbs;

/// <summary>
/// <c>credential-process [PROFILE]</c>: prints credentials for a profile's <c>credential_process</c>. They come from a
/// running host that holds the session; without one, the role is assumed. The verb never prompts, because the user
/// would not see the prompt.
/// </summary>
internal sealed class CredentialProcessVerb : Command, IRunsLocked
{
    private readonly Func<IProfileStore> _store;
    private readonly Func<RoleChainResolver> _resolver;
    private readonly Func<RunningHosts> _hosts;
    private readonly Func<CredentialHandOut> _handOut;
    private readonly Func<HandOutKeyHandler> _handOutKey;
    private readonly Func<AgentGuard> _guard;
    private readonly Func<ProcessEnvironment> _environment;
    private readonly IConsole _console;
    private readonly Argument<string> _profile = CommonOptions.OptionalProfile(
        "the credentials that RoleAssist serves in this environment"
    );
    private readonly Option<string?> _nameInHex = new("--name-in-hex")
    {
        Hidden = true,
        Description = "PROFILE in UTF-8 as hexadecimal digits, which contain nothing that a shell expands.",
    };
    private readonly AssumeOptions _options;

    public CredentialProcessVerb(
        Func<IProfileStore> store,
        Func<RoleChainResolver> resolver,
        Func<RunningHosts> hosts,
        Func<CredentialHandOut> handOut,
        Func<HandOutKeyHandler> handOutKey,
        Func<AgentGuard> guard,
        Func<ProcessEnvironment> environment,
        IConsole console
    )
        : base("credential-process", "Print credentials in the format that credential_process expects.")
    {
        (_store, _resolver, _hosts, _handOut) = (store, resolver, hosts, handOut);
        (_handOutKey, _guard, _environment, _console) = (handOutKey, guard, environment, console);
        Add(_profile);
        Add(_nameInHex);
        _options = new AssumeOptions(this);
        SetAction(RunAsync);
    }

    private async Task RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var name = parsed.GetValue(_nameInHex) is { } digits ? NameIn(digits) : parsed.GetValue(_profile);
        var target = await _options.GetTargetAsync(parsed, name, cancellationToken).ConfigureAwait(false);
        var credentials = target is { Profile: null, RoleArn: null }
            ? await AskEndpointAsync(_environment(), cancellationToken).ConfigureAwait(false)
            : await FindAsync(target, cancellationToken).ConfigureAwait(false)
                ?? await AssumeAsync(parsed, target, cancellationToken).ConfigureAwait(false);
        await _console
            .Out.WriteLineAsync(Encoding.UTF8.GetString(EndpointJson.Write(credentials)))
            .ConfigureAwait(false);
    }

    private static string NameIn(string digits)
    {
        try
        {
            return Encoding.UTF8.GetString(Convert.FromHexString(digits));
        }
        catch (FormatException)
        {
            throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                "The value of --name-in-hex is not hexadecimal.",
                "Pass PROFILE instead."
            );
        }
    }

    /// <exception cref="RoleAssistException">
    /// The endpoint in the environment has no credentials, or has them no longer. The command line itself is valid, so
    /// the code is not <see cref="ErrorCode.InvalidArgument"/>.
    /// </exception>
    private static async Task<ProcessCredentialsDocument> AskEndpointAsync(
        ProcessEnvironment environment,
        CancellationToken cancellationToken
    )
    {
        if (environment[RoleAssistVariables.CredentialsFullUri] is null)
        {
            throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                "Specify a PROFILE.",
                "Run 'roleassist credential-process --help'."
            );
        }

        try
        {
            return await ReadEndpointAsync(environment, cancellationToken).ConfigureAwait(false);
        }
        catch (RoleAssistException fault) when (fault.Code is ErrorCode.SessionNotFound or ErrorCode.InvalidArgument)
        {
            throw new RoleAssistException(ErrorCode.CredentialSourceFailed, fault.Message, fault.Hint, fault);
        }
    }

    private static async Task<ProcessCredentialsDocument> ReadEndpointAsync(
        ProcessEnvironment environment,
        CancellationToken cancellationToken
    )
    {
        var document = (
            environment[RoleAssistVariables.CredentialsFullUri],
            environment[RoleAssistVariables.AuthorizationToken]
        ) switch
        {
            ({ } text, _) when LocalAddress.Parse(text) is { } local => await EndpointClient
                .GetCredentialsAsync(local, cancellationToken)
                .ConfigureAwait(false),
            ({ } address, { } token) => await EndpointClient
                .GetCredentialsAsync(address, token, cancellationToken)
                .ConfigureAwait(false),
            _ => throw new RoleAssistException(
                ErrorCode.CredentialSourceFailed,
                $"{RoleAssistVariables.CredentialsFullUri} requires {RoleAssistVariables.AuthorizationToken}, which is not set.",
                "Open a new terminal, or assume the role again."
            ),
        };
        return ProcessCredentialsDocument.From(document);
    }

    private async Task<ProcessCredentialsDocument?> FindAsync(AssumeTarget target, CancellationToken cancellationToken)
    {
        if (!_guard().IsForPerson)
        {
            // What is there belongs to the person. An agent gets a session of its own.
            return null;
        }

        var profiles = await _store().LoadAsync(cancellationToken).ConfigureAwait(false);
        var chain = _resolver().Resolve(profiles, target);
        if (await _handOutKey().HandleAsync(chain, cancellationToken).ConfigureAwait(false) is { } key)
        {
            return ProcessCredentialsDocument.FromKey(key);
        }

        var found = await _hosts().FindAsync(chain, cancellationToken).ConfigureAwait(false);
        return found is null ? null : ProcessCredentialsDocument.From(found);
    }

    private async Task<ProcessCredentialsDocument> AssumeAsync(
        ParseResult parsed,
        AssumeTarget target,
        CancellationToken cancellationToken
    )
    {
        var options = _options.GetSessionOptions(parsed) with
        {
            Identify = false,
            TokenCode = _options.GetMfaCode(parsed, _console),
            // A host with a person behind it is asked for an agent's session; for a person's, that was done before.
            Shared = !_guard().IsForPerson,
        };
        try
        {
            return ProcessCredentialsDocument.From(
                await _handOut()
                    .HandOutAsync(target, options, Deliveries.Process, cancellationToken)
                    .ConfigureAwait(false)
            );
        }
        catch (RoleAssistException needed) when (needed.Code == ErrorCode.MfaRequired)
        {
            throw new RoleAssistException(
                needed.Code,
                needed.Message,
                "Assume the role in VS Code (AWS: Assume Role), so that this command can use its session, or pass the code with "
                    + "--mfa-code.",
                needed
            )
            {
                Profile = needed.Profile,
                MfaSerial = needed.MfaSerial,
            };
        }
    }
}
