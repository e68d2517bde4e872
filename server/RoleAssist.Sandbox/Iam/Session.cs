namespace RoleAssist.Sandbox.Iam;

/// <summary>What a session token says about its bearer.</summary>
/// <param name="PrincipalArn">The user or role behind the session.</param>
/// <param name="RoleSessionName">The name of a role session; null for a session of GetSessionToken.</param>
/// <param name="MfaAuthenticated">GetSessionToken was called with a good MFA code; a role session never says so.</param>
/// <param name="TransitiveTags">The tags that go on to the next session in a chain.</param>
internal sealed record Session(
    string PrincipalArn,
    string? RoleSessionName,
    DateTimeOffset Expiration,
    bool MfaAuthenticated,
    IReadOnlyDictionary<string, string> TransitiveTags,
    string? SourceIdentity)
{
    public static IReadOnlyDictionary<string, string> NoTags { get; } = new Dictionary<string, string>();

    /// <summary>A session of a role that a service assumes for whom it serves.</summary>
    public static Session Of(Role role, string name, DateTimeOffset expiration) =>
        new(role.Arn, name, expiration, MfaAuthenticated: false, NoTags, SourceIdentity: null);
}

/// <summary>Temporary credentials as STS hands them out.</summary>
internal sealed record SessionCredentials(
    string AccessKeyId, string SecretAccessKey, string SessionToken, DateTimeOffset Expiration)
{
    public string ExpirationText => IsoTime.ToText(Expiration);
}
