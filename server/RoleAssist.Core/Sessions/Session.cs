using RoleAssist.Core.Chains;
using RoleAssist.Core.Credentials;

namespace RoleAssist.Core.Sessions;

/// <summary>Temporary credentials and everything that is known about them.</summary>
/// <param name="Id">Names the session over renewals.</param>
/// <param name="Chain">How it came about.</param>
/// <param name="Credentials">Its credentials.</param>
/// <param name="Account">The account it works in.</param>
/// <param name="Arn">Who AWS says it is; where nobody asked, which key it has.</param>
public sealed record Session(SessionId Id, RoleChain Chain, AwsCredentials Credentials, string Account, string Arn)
{
    public string Profile => Chain.Profile;

    public bool IsExpired(DateTimeOffset now) => Credentials.Expiration <= now;
}
