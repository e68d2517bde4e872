using System.CommandLine;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using RoleAssist.Core.Audit;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Delivery;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Sessions;
using RoleAssist.Host.Endpoint;

namespace RoleAssist.Host.CommandLine.Verbs;

/// <summary>
/// <c>credential-process [PROFILE]</c>: prints credentials for a profile's <c>credential_process</c>. They come from a
/// running host that holds the session; without one, the role is assumed. The verb never prompts, because the user
/// would not see the prompt.
/// </summary>
internal static class CredentialProcessVerb
{
    public static Command Create(IServiceProvider services, IConsole console)
    {
        var profile = CommonOptions.Profile();
        profile.Arity = ArgumentArity.ZeroOrOne;
        profile.Description += " Defaults to the credentials that RoleAssist serves in this environment.";
        var nameInHex = new Option<string?>("--name-in-hex")
        {
            Hidden = true,
            Description = "PROFILE in UTF-8 as hexadecimal digits, which contain nothing that a shell expands.",
        };
        var verb = new Command("credential-process", "Print credentials in the format that credential_process expects.")
        {
            profile,
            nameInHex,
        };
        var options = new AssumeOptions(verb);
        verb.SetAction(
            async (parsed, cancellationToken) =>
            {
                var name = parsed.GetValue(nameInHex) is { } digits ? NameIn(digits) : parsed.GetValue(profile);
                var target = await options.GetTargetAsync(parsed, name, cancellationToken).ConfigureAwait(false);
                var credentials = target is { Profile: null, RoleArn: null }
                    ? await AskEndpointAsync(services.GetRequiredService<ProcessEnvironment>(), cancellationToken)
                        .ConfigureAwait(false)
                    : await FindAsync(services, target, cancellationToken).ConfigureAwait(false)
                        ?? await AssumeAsync(
                                services,
                                target,
                                options.GetSessionOptions(parsed, identify: false) with
                                {
                                    TokenCode = options.GetMfaCode(parsed, console),
                                    Shared = false,
                                },
                                cancellationToken
                            )
                            .ConfigureAwait(false);
                await console
                    .Out.WriteLineAsync(Encoding.UTF8.GetString(EndpointJson.Write(credentials)))
                    .ConfigureAwait(false);
            }
        );
        return verb;
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

    private static async Task<ProcessCredentialsDocument?> FindAsync(
        IServiceProvider services,
        AssumeTarget target,
        CancellationToken cancellationToken
    )
    {
        var profiles = await services
            .GetRequiredService<IProfileStore>()
            .LoadAsync(cancellationToken)
            .ConfigureAwait(false);
        var chain = services.GetRequiredService<RoleChainResolver>().Resolve(profiles, target);
        var found = await services
            .GetRequiredService<RunningHosts>()
            .FindAsync(chain, cancellationToken)
            .ConfigureAwait(false);
        return found is null ? null : ProcessCredentialsDocument.From(found);
    }

    private static async Task<ProcessCredentialsDocument> AssumeAsync(
        IServiceProvider services,
        AssumeTarget target,
        SessionOptions options,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return ProcessCredentialsDocument.From(
                await services
                    .GetRequiredService<CredentialHandOut>()
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
