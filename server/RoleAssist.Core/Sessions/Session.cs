using RoleAssist.Core.Chains;
using RoleAssist.Core.Credentials;

namespace RoleAssist.Core.Sessions;

/// <summary>Temporary credentials and what is known about them.</summary>
/// <param name="Id">Identifies the session across renewals.</param>
/// <param name="Chain">How the session was obtained.</param>
/// <param name="Credentials">Its credentials.</param>
/// <param name="Account">The account ID; empty if unknown.</param>
/// <param name="Arn">The caller's ARN; if AWS was not asked for it, a description of the access key.</param>
public sealed record Session(SessionId Id, RoleChain Chain, AwsCredentials Credentials, string Account, string Arn)
{
    public string Profile => Chain.Profile;

    /// <summary>
    /// Whether the role is known to have been assumed with a user's long-lived key itself, not with another session.
    /// </summary>
    public bool IsDirect { get; init; }

    public bool IsExpired(DateTimeOffset now) => Credentials.Expiration <= now;
}
