using System.IO.Enumeration;
using RoleAssist.Sandbox.Oidc;

namespace RoleAssist.Sandbox.Iam;

/// <summary>The statement of a trust policy that lets the bearers of a provider's tokens in.</summary>
/// <param name="Federated">The provider's ARN.</param>
/// <param name="Audience">The condition <c>StringEquals</c> on the audience.</param>
/// <param name="Subject">The condition <c>StringLike</c> on the subject: <c>*</c> and <c>?</c> stand for other characters.</param>
internal sealed record WebIdentityTrust(string Federated, string Audience, string Subject)
{
    public bool Allows(WebIdentity identity) =>
        identity.ProviderArn == Federated
        && identity.Audience == Audience
        && FileSystemName.MatchesSimpleExpression(Subject, identity.Subject, ignoreCase: false);
}
