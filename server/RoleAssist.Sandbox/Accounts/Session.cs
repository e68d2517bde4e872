using RoleAssist.Sandbox.Formats;

namespace RoleAssist.Sandbox.Accounts;

/// <summary>The content of a session token.</summary>
/// <param name="PrincipalArn">The user or role of the session.</param>
/// <param name="RoleSessionName">The name of a role session; null for a session of GetSessionToken.</param>
/// <param name="MfaAuthenticated">
/// Whether GetSessionToken was called with a valid MFA code; always false for role sessions.
/// </param>
/// <param name="TransitiveTags">The tags that are passed on to the next session in a chain.</param>
internal sealed record Session(
    string PrincipalArn,
    string? RoleSessionName,
    DateTimeOffset Expiration,
    bool MfaAuthenticated,
    IReadOnlyDictionary<string, string> TransitiveTags,
    string? SourceIdentity
)
{
    public static IReadOnlyDictionary<string, string> NoTags { get; } = new Dictionary<string, string>();

    /// <summary>Creates a session of a role that a service assumes on behalf of its client.</summary>
    public static Session Create(Role role, string name, DateTimeOffset expiration) =>
        new(role.Arn, name, expiration, MfaAuthenticated: false, NoTags, SourceIdentity: null);
}

/// <summary>Temporary credentials, as STS issues them.</summary>
internal sealed record SessionCredentials(
    string AccessKeyId,
    string SecretAccessKey,
    string SessionToken,
    DateTimeOffset Expiration
)
{
    public string ExpirationText => IsoTime.ToText(Expiration);
}
