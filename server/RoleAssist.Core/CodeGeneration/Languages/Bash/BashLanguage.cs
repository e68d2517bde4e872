namespace RoleAssist.Core.CodeGeneration.Languages.Bash;

/// <summary>Bash with the AWS CLI, 1 or 2.</summary>
internal static class BashLanguage
{
    public static CodeLanguage Instance { get; } = new(
        "bash",
        "Bash",
        ".sh",
        new BashSyntax(),
        [
            new("assume-role", "A script that assumes the role, with an MFA code where one is needed, and works as it.")
            {
                TakesNoUserCode = true,
                Prefixes = ["aws-assume-role", "aws-mfa"],
            },
            new("environment", "Functions that give a shell the role's credentials in environment variables, and remove them again.")
            {
                Roles = 1,
                Prefixes = ["aws-environment", "aws-temp-creds"],
            },
            new("injected", "A script that works with the credentials RoleAssist gave to its terminal, and with no others.")
            {
                TakesWebIdentity = true,
                Needs = [Fact.Profile],
                Prefixes = ["aws-injected"],
            },
        ])
    {
        Aliases = ["shellscript", "sh", "shell", "zsh"],
    };
}
