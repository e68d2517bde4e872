using RoleAssist.Core.CodeGeneration.Pipelines;

namespace RoleAssist.Core.CodeGeneration.Languages.IamTrustPolicy;

/// <summary>
/// The policy document that specifies who can assume a role
/// (https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-user.html).
/// </summary>
internal static class IamTrustPolicyLanguage
{
    public static CodeLanguage Instance { get; } =
        new(
            "iam-trust-policy",
            "IAM trust policy",
            ".json",
            new IamTrustPolicySyntax(),
            [
                new(
                    "trust-policy",
                    "The trust policy that lets the profile assume its role, with the external ID and MFA if the profile has them."
                )
                {
                    TakesWebIdentity = true,
                    Needs = [Fact.TrustedArn, Fact.ProviderArn, Fact.AudienceClaim, Fact.SubjectClaim, Fact.Subject],
                    Roles = 1,
                    Prefixes = ["aws-trust-policy", "aws-assume-role"],
                },
                ForPipeline("github", "GitHub Actions", PipelineProvider.GitHub),
                ForPipeline("gitlab", "GitLab CI", PipelineProvider.GitLab),
                ForPipeline("azure-devops", "an Azure DevOps service connection", PipelineProvider.AzureDevOps),
                ForPipeline("bitbucket", "Bitbucket Pipelines", PipelineProvider.Bitbucket),
            ]
        )
        {
            Aliases = ["json", "jsonc", "trust-policy"],
        };

    private static CodeTemplate ForPipeline(string name, string what, PipelineProvider provider) =>
        new(name, $"The trust policy that lets {what} assume the role with its own tokens.")
        {
            Pipeline = provider,
            TakesWebIdentity = true,
            Roles = 1,
            Prefixes = [$"aws-trust-policy-{name}"],
        };
}
