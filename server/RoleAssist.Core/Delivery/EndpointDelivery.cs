using RoleAssist.Core.Environment;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Core.Delivery;

/// <summary>
/// Hands a session to a process as a container gets it: where to ask, and with which token
/// (https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html). The variables stay the same over
/// renewals, so what runs already stays fresh.
/// </summary>
public static class EndpointDelivery
{
    /// <summary>The variables by which SDKs find the credentials.</summary>
    public static IReadOnlyList<string> Names { get; } = [AwsVariables.ContainerCredentialsFullUri, AwsVariables.ContainerAuthorizationToken];

    /// <summary>Whether an environment has a session in this way.</summary>
    internal static bool IsIn(ProcessEnvironment environment) =>
        environment[AwsVariables.ContainerCredentialsFullUri] is { } address
        && address == environment[RoleAssistVariables.CredentialsFullUri]
        && environment[AwsVariables.ContainerAuthorizationToken] is { } token
        && token == environment[RoleAssistVariables.AuthorizationToken];

    /// <summary>What it sets, to be laid over an environment.</summary>
    public static IEnumerable<EnvironmentChange> Of(Session session, CredentialGrant grant) =>
    [
        .. SessionVariables.Of(session),
        new(AwsVariables.ContainerCredentialsFullUri, grant.Address.AbsoluteUri),
        new(AwsVariables.ContainerAuthorizationToken, grant.Token),
        .. Own(grant),
    ];

    internal static IEnumerable<EnvironmentChange> Own(CredentialGrant grant) =>
        [new(RoleAssistVariables.CredentialsFullUri, grant.Address.AbsoluteUri), new(RoleAssistVariables.AuthorizationToken, grant.Token)];
}
