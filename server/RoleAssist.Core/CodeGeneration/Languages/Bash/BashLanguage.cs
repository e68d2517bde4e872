namespace RoleAssist.Core.CodeGeneration.Languages.Bash;

/// <summary>Bash with the AWS CLI, 1 or 2.</summary>
internal static class BashLanguage
{
    public static CodeLanguage Instance { get; } =
        new(
            "bash",
            "Bash",
            ".sh",
            new BashSyntax(),
            [
                new("assume-role", "A script that assumes the role, with an MFA code if needed.")
                {
                    TakesNoUserCode = true,
                    Prefixes = ["aws-assume-role", "aws-mfa"],
                },
                new(
                    "environment",
                    "Functions that set the role's credentials in a shell's environment variables and remove them again."
                )
                {
                    Roles = 1,
                    Prefixes = ["aws-environment", "aws-temp-creds"],
                },
                new("injected", "A script that uses only the credentials that RoleAssist provides to its terminal.")
                {
                    TakesWebIdentity = true,
                    Needs = [Fact.Profile],
                    Prefixes = ["aws-injected"],
                },
            ]
        )
        {
            Aliases = ["shellscript", "sh", "shell", "zsh"],
        };
}
