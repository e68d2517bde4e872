namespace RoleAssist.Core.CodeGeneration.Languages.Terraform;

/// <summary>Terraform's language with the AWS provider, for Terraform and OpenTofu.</summary>
internal static class TerraformLanguage
{
    public static CodeLanguage Instance { get; } =
        new(
            "terraform",
            "Terraform",
            ".tf",
            new TerraformSyntax(),
            [
                new(
                    "provider",
                    "The provider block, with the role or, if it requires an MFA code, for credentials from RoleAssist."
                )
                {
                    Prefixes = ["aws-provider", "aws-mfa", "aws-injected"],
                },
                new("assume-role", "The provider block that assumes the role.")
                {
                    FileName = "provider.tf",
                    Prefixes = ["aws-assume-role", "aws-temp-creds"],
                },
            ]
        )
        {
            Aliases = ["tf", "hcl", "opentofu", "tofu"],
        };
}
