using System.Globalization;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Core.Delivery;

/// <summary>
/// Hands a session to a process through its environment. Whatever else could name credentials there is removed,
/// because SDKs disagree on which of two sources wins (keys beside <c>AWS_PROFILE</c>, for one).
/// </summary>
public static class EnvironmentDelivery
{
    private static readonly string[] Rivals =
    [
        "AWS_PROFILE",
        "AWS_DEFAULT_PROFILE",
        "AWS_SECURITY_TOKEN",
        "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
        "AWS_CONTAINER_CREDENTIALS_FULL_URI",
        "AWS_CONTAINER_AUTHORIZATION_TOKEN",
        "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
        "AWS_WEB_IDENTITY_TOKEN_FILE",
        "AWS_ROLE_ARN",
        "AWS_ROLE_SESSION_NAME",
    ];

    /// <summary>Names the profile: for prompts, and so that a shell within this one knows whose region it inherits.</summary>
    public const string ProfileVariable = "ROLEASSIST_PROFILE";

    private static readonly string[] Given =
    [
        ProfileVariable,
        "AWS_ACCESS_KEY_ID",
        "AWS_SECRET_ACCESS_KEY",
        "AWS_SESSION_TOKEN",
        "AWS_CREDENTIAL_EXPIRATION",
        "AWS_REGION",
        "AWS_DEFAULT_REGION",
    ];

    /// <summary>What to change so that a process works as the session.</summary>
    public static IReadOnlyList<EnvironmentChange> Of(Session session)
    {
        var credentials = session.Credentials;
        var expiration = credentials.Expiration?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return
        [
            new(ProfileVariable, session.Profile),
            new("AWS_ACCESS_KEY_ID", credentials.AccessKeyId),
            new("AWS_SECRET_ACCESS_KEY", credentials.SecretAccessKey),
            new("AWS_SESSION_TOKEN", credentials.SessionToken),
            new("AWS_CREDENTIAL_EXPIRATION", expiration),
            .. Region(session.Chain.Region),
            .. EndpointsOf(session.Chain),
            .. Rivals.Select(name => new EnvironmentChange(name, null)),
        ];
    }

    /// <summary>What to change so that nothing is left of a session.</summary>
    /// <param name="chain">The chain that the session came from, where it is known.</param>
    public static IReadOnlyList<EnvironmentChange> Removal(RoleChain? chain = null) =>
    [
        .. Given
            .Concat(Rivals)
            .Concat(chain is null ? [] : EndpointsOf(chain).Select(change => change.Name))
            .Select(name => new EnvironmentChange(name, null)),
    ];

    /// <summary>Both names, because tools read different ones. Without a region the process keeps its own.</summary>
    private static IEnumerable<EnvironmentChange> Region(string? region) =>
        region is null ? [] : [new("AWS_REGION", region), new("AWS_DEFAULT_REGION", region)];

    /// <summary>What the profile says of endpoints would be lost with <c>AWS_PROFILE</c>.</summary>
    private static IEnumerable<EnvironmentChange> EndpointsOf(RoleChain chain) =>
        chain.Endpoints.Variables.Select(variable => new EnvironmentChange(variable.Key, variable.Value));
}
