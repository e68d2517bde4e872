using RoleAssist.Core.Environment;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Core.Delivery;

/// <summary>
/// Delivers a session to a process the way a container gets it: an address and a token
/// (https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html). The variables stay the same
/// across renewals, so running processes keep getting fresh credentials.
/// </summary>
public static class EndpointDelivery
{
    /// <summary>The variables with which SDKs find the credentials.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [AwsVariables.ContainerCredentialsFullUri, AwsVariables.ContainerAuthorizationToken];

    /// <summary>Returns whether an environment has a session with this delivery.</summary>
    internal static bool IsIn(ProcessEnvironment environment) =>
        environment[AwsVariables.ContainerCredentialsFullUri] is { } address
        && address == environment[RoleAssistVariables.CredentialsFullUri]
        && environment[AwsVariables.ContainerAuthorizationToken] is { } token
        && token == environment[RoleAssistVariables.AuthorizationToken];

    /// <summary>Returns the variables to set.</summary>
    public static IEnumerable<EnvironmentChange> GetVariables(Session session, CredentialGrant grant) =>
        [
            .. SessionVariables.Get(session),
            new(AwsVariables.ContainerCredentialsFullUri, grant.Address.AbsoluteUri),
            new(AwsVariables.ContainerAuthorizationToken, grant.Token),
            .. Own(grant),
        ];

    internal static IEnumerable<EnvironmentChange> Own(CredentialGrant grant) =>
        [
            new(RoleAssistVariables.CredentialsFullUri, grant.Address.AbsoluteUri),
            new(RoleAssistVariables.AuthorizationToken, grant.Token),
        ];
}
