using RoleAssist.Core.Environment;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Core.Delivery;

/// <summary>The two files that hold a generated profile, and its name there.</summary>
public sealed record GeneratedFiles(string Profile, string Config, string Credentials);

/// <summary>
/// Hands a session to a process through a profile, which comes before whatever <c>[default]</c> or an inherited
/// <c>AWS_PROFILE</c> says. The files hold no secret: their <c>credential_process</c> is RoleAssist, which finds the
/// address in the environment.
/// </summary>
public static class ProfileDelivery
{
    /// <summary>What it sets, to be laid over an environment.</summary>
    /// <param name="session">The session.</param>
    /// <param name="grant">Where its credentials are.</param>
    /// <param name="files">The generated profile.</param>
    public static IEnumerable<EnvironmentChange> Of(Session session, CredentialGrant grant, GeneratedFiles files) =>
    [
        .. SessionVariables.Of(session),
        new(AwsVariables.Profile, files.Profile),
        new(SharedFileVariables.Config.Name, files.Config),
        new(SharedFileVariables.Credentials.Name, files.Credentials),
        new(AwsVariables.SdkLoadConfig, "1"),

        // The local socket proves who answers, and needs no token, which editors would type into terminals and debuggers log.
        .. grant.LocalAddress is { } local
            ? [new EnvironmentChange(RoleAssistVariables.CredentialsFullUri, local)]
            : EndpointDelivery.Own(grant),
    ];
}
