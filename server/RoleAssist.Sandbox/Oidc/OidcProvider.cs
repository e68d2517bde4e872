namespace RoleAssist.Sandbox.Oidc;

/// <summary>
/// An OpenID Connect provider that an account trusts
/// (https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html).
/// </summary>
/// <param name="ClientIds">The audiences that the account accepts.</param>
internal sealed record OidcProvider(string Account, string Issuer, IReadOnlyList<string> ClientIds, SigningKey Key)
{
    public string Arn => ArnOf(Account, Issuer);

    public static string ArnOf(string account, string issuer) =>
        $"arn:aws:iam::{account}:oidc-provider/{issuer["https://".Length..]}";
}
