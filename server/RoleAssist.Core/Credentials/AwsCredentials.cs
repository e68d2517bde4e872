namespace RoleAssist.Core.Credentials;

/// <summary>An access key. Temporary ones have a session token and expire.</summary>
/// <param name="AccessKeyId">The key ID, which is not a secret.</param>
/// <param name="SecretAccessKey">The secret that requests are signed with.</param>
/// <param name="SessionToken">The token of temporary credentials.</param>
/// <param name="Expiration">The expiration in UTC; null if they do not expire or it is unknown.</param>
/// <param name="AccountId">The account, if the source reports it.</param>
public sealed record AwsCredentials(
    string AccessKeyId,
    string SecretAccessKey,
    string? SessionToken = null,
    DateTimeOffset? Expiration = null,
    string? AccountId = null
)
{
    public bool IsTemporary => SessionToken is not null;

    /// <summary>Returns only the key ID: the generated text of a record would contain the secrets.</summary>
    public override string ToString() => AccessKeyId;
}
