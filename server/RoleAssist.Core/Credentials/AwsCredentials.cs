namespace RoleAssist.Core.Credentials;

/// <summary>An access key. Temporary ones have a session token and end.</summary>
/// <param name="AccessKeyId">The key's id, which is no secret.</param>
/// <param name="SecretAccessKey">The secret that requests are signed with.</param>
/// <param name="SessionToken">The token of temporary credentials.</param>
/// <param name="Expiration">When they end, UTC; null when they do not, or when that is not known.</param>
/// <param name="AccountId">The account they work in, where their source says so.</param>
public sealed record AwsCredentials(
    string AccessKeyId,
    string SecretAccessKey,
    string? SessionToken = null,
    DateTimeOffset? Expiration = null,
    string? AccountId = null)
{
    public bool IsTemporary => SessionToken is not null;

    /// <summary>The id alone: a record's own text would hold the secrets.</summary>
    public override string ToString() => AccessKeyId;
}
