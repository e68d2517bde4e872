using RoleAssist.Core.Environment;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Core.Delivery;

/// <summary>
/// Delivers a session to a process through a profile, which takes precedence over <c>[default]</c> and an inherited
/// <c>AWS_PROFILE</c>. The files hold no secret: their <c>credential_process</c> is RoleAssist, which finds the address
/// in the environment.
/// </summary>
public static class ProfileDelivery
{
    /// <summary>The variables with which SDKs find the profile, and its program the credentials.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        AwsVariables.Profile,
        SharedFileVariables.Config.Name,
        SharedFileVariables.Credentials.Name,
        AwsVariables.SdkLoadConfig,
        RoleAssistVariables.CredentialsFullUri,
    ];

    /// <summary>Returns the variables to set.</summary>
    /// <param name="session">The session.</param>
    /// <param name="grant">Where its credentials are served.</param>
    /// <param name="files">The generated profile.</param>
    public static IEnumerable<EnvironmentChange> GetVariables(
        Session session,
        CredentialGrant grant,
        GeneratedFiles files
    ) =>
        [
            .. SessionVariables.Get(session),
            new(AwsVariables.Profile, files.Profile),
            new(SharedFileVariables.Config.Name, files.Config),
            new(SharedFileVariables.Credentials.Name, files.Credentials),
            new(AwsVariables.SdkLoadConfig, "1"),
            // The local socket authenticates the server and needs no token. Editors would type a token into terminals,
            // and debuggers would log it.
            .. grant.LocalAddress is { } local
                ? [new EnvironmentChange(RoleAssistVariables.CredentialsFullUri, local)]
                : EndpointDelivery.Own(grant),
        ];
}
