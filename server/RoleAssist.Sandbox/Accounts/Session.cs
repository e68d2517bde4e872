using System.Text.Json.Serialization;
using RoleAssist.Sandbox.Formats;

namespace RoleAssist.Sandbox.Accounts;

/// <summary>The content of a session token.</summary>
/// <param name="PrincipalArn">The user or role of the session.</param>
/// <param name="RoleSessionName">
/// The name of a role session; null for a user's session of GetSessionToken, GetFederationToken or Sign-In.
/// </param>
/// <param name="MfaAuthenticated">
/// Whether the user proved to have the MFA device when the session began; always false for role sessions.
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
    /// <summary>Whether the role was assumed with another session (role chaining).</summary>
    public bool IsChained { get; init; }

    /// <summary>The name of a session of GetFederationToken; null for any other session.</summary>
    public string? FederatedName { get; init; }

    /// <summary>The session policy; null if there is none.</summary>
    public string? Policy { get; init; }

    /// <summary>
    /// Whether managed policies restrict the session too. The sandbox has none of AWS', so it takes them to allow
    /// everything.
    /// </summary>
    public bool HasManagedPolicies { get; init; }

    /// <summary>
    /// Whether a session of GetFederationToken has no policy, so that nothing is allowed to it
    /// (https://docs.aws.amazon.com/STS/latest/APIReference/API_GetFederationToken.html).
    /// </summary>
    public bool GrantsNothing { get; init; }

    /// <summary>Whether the session is a user's own, of GetSessionToken or Sign-In.</summary>
    [JsonIgnore]
    public bool IsOfUser => RoleSessionName is null && FederatedName is null;

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
