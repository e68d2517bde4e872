namespace RoleAssist.Sandbox.Oidc;

/// <summary>
/// The condition keys that STS makes of a token
/// (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif).
/// Other claims, such as the issuer, are no keys: a condition on them is a condition on a missing key.
/// </summary>
internal static class TokenKeys
{
    private const string GitHub = "https://token.actions.githubusercontent.com";

    private static readonly string[] OfEveryProvider = ["sub", "amr"];

    /// <summary>https://aws.amazon.com/about-aws/whats-new/2026/01/aws-sts-supports-validation-identity-provider-claims/</summary>
    private static readonly string[] OfGitHub =
    [
        "actor",
        "actor_id",
        "job_workflow_ref",
        "repository",
        "repository_id",
        "workflow",
        "ref",
        "environment",
        "enterprise_id",
    ];

    /// <summary>Gets the keys with values. If there is an authorized party, it is the audience.</summary>
    public static Dictionary<string, IReadOnlyList<string>> Of(
        JsonWebToken token,
        OidcProvider provider,
        string audience
    )
    {
        var keys = new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase);
        Add("aud", [audience]);
        Add("oaud", token.Claim("azp") is null ? [] : token.TextsClaim("aud"));
        foreach (var name in provider.Issuer == GitHub ? OfEveryProvider.Concat(OfGitHub) : OfEveryProvider)
        {
            Add(name, token.TextsClaim(name));
        }

        return keys;

        void Add(string name, IReadOnlyList<string> values)
        {
            if (values.Count > 0)
            {
                keys[$"{provider.Name}:{name}"] = values;
            }
        }
    }
}
