namespace RoleAssist.Core.CodeGeneration.Languages.Go;

/// <summary>Go with the AWS SDK for Go 2.</summary>
internal static class GoLanguage
{
    public static CodeLanguage Instance { get; } =
        new(
            "go",
            "Go",
            ".go",
            new GoSyntax(),
            [
                new(
                    "assume-role",
                    "A program that assumes the role, with an MFA code if needed, and renews its credentials."
                )
                {
                    TakesNoUserCode = true,
                    FileName = "main.go",
                    Prefixes = ["aws-assume-role", "aws-mfa", "aws-temp-creds"],
                },
                new("injected", "A program that uses only the credentials that RoleAssist provides to its terminal.")
                {
                    TakesWebIdentity = true,
                    FileName = "main.go",
                    Prefixes = ["aws-injected"],
                },
            ]
        )
        {
            Aliases = ["golang"],
        };
}
