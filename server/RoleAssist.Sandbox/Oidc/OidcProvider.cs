namespace RoleAssist.Sandbox.Oidc;

/// <summary>
/// An OpenID Connect provider that an account trusts
/// (https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html).
/// </summary>
/// <param name="ClientIds">The audiences that the account accepts.</param>
internal sealed record OidcProvider(string Account, string Issuer, IReadOnlyList<string> ClientIds, SigningKey Key)
{
    private const string Scheme = "https://";
    private const string ResourceType = "oidc-provider/";

    /// <summary>The issuer without its scheme, as ARNs and condition keys have it.</summary>
    public string Name => Issuer[Scheme.Length..];

    public string Arn => $"arn:aws:iam::{Account}:{ResourceType}{Name}";

    /// <summary>Gets the account and issuer in the ARN of a provider; null if it is not one.</summary>
    public static (string Account, string Issuer)? Parse(string arn) =>
        arn.Split(':', 6) is ["arn", "aws", "iam", "", { Length: 12 } account, var resource]
        && resource.StartsWith(ResourceType, StringComparison.Ordinal)
            ? (account, Scheme + resource[ResourceType.Length..])
            : null;
}
