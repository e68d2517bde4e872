using System.IO.Enumeration;
using RoleAssist.Sandbox.Oidc;

namespace RoleAssist.Sandbox.Accounts;

/// <summary>The trust policy statement that allows the holders of a provider's tokens to assume a role.</summary>
/// <param name="Federated">The provider's ARN.</param>
/// <param name="Audience">The <c>StringEquals</c> condition on the audience.</param>
/// <param name="Subject">
/// The <c>StringLike</c> condition on the subject, with the wildcards <c>*</c> and <c>?</c>.
/// </param>
internal sealed record WebIdentityTrust(string Federated, string Audience, string Subject)
{
    public bool Allows(WebIdentity identity) =>
        identity.ProviderArn == Federated
        && identity.Audience == Audience
        && FileSystemName.MatchesSimpleExpression(Subject, identity.Subject, ignoreCase: false);
}
