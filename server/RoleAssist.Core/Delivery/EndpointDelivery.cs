using RoleAssist.Core.Profiles;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Core.Delivery;

/// <summary>
/// Hands a session to a process as a container gets it: where to ask, and with which token
/// (https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html). The variables stay the same over
/// renewals, so what runs already stays fresh.
/// </summary>
public static class EndpointDelivery
{
    /// <summary>The address once more, under a name that no SDK knows: it tells RoleAssist which endpoint is its own.</summary>
    public const string AddressVariable = "ROLEASSIST_CREDENTIALS_FULL_URI";

    /// <summary>Likewise the token.</summary>
    public const string TokenVariable = "ROLEASSIST_AUTHORIZATION_TOKEN";

    internal const string ContainerAddress = "AWS_CONTAINER_CREDENTIALS_FULL_URI";
    internal const string ContainerToken = "AWS_CONTAINER_AUTHORIZATION_TOKEN";

    /// <summary>The variables by which SDKs find the credentials.</summary>
    public static IReadOnlyList<string> Names { get; } = [ContainerAddress, ContainerToken];

    /// <summary>Whether an environment has a session in this way.</summary>
    internal static bool IsIn(ProcessEnvironment environment) =>
        environment[ContainerAddress] is { } address
        && address == environment[AddressVariable]
        && environment[ContainerToken] is { } token
        && token == environment[TokenVariable];

    /// <summary>What it sets, to be laid over an environment.</summary>
    public static IEnumerable<EnvironmentChange> Of(Session session, CredentialGrant grant) =>
    [
        .. SessionVariables.Of(session),
        new(ContainerAddress, grant.Address.AbsoluteUri),
        new(ContainerToken, grant.Token),
        .. Own(grant),
    ];

    internal static IEnumerable<EnvironmentChange> Own(CredentialGrant grant) =>
        [new(AddressVariable, grant.Address.AbsoluteUri), new(TokenVariable, grant.Token)];
}
