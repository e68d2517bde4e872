namespace RoleAssist.Core.CodeGeneration.Languages.AwsConfig;

/// <summary>The shared file <c>~/.aws/config</c>.</summary>
internal static class AwsConfigLanguage
{
    public static CodeLanguage Instance { get; } =
        new(
            "aws-config",
            "AWS config file",
            ".ini",
            new AwsConfigSyntax(),
            [
                new("profile", "The profile that assumes the role, and the profiles of the roles before it.")
                {
                    TakesWebIdentity = true,
                    Needs = [Fact.Profile],
                    Roles = 1,
                    FileName = "config",
                    Prefixes = ["aws-profile", "aws-assume-role", "aws-mfa"],
                },
            ]
        )
        {
            Aliases = ["ini", "properties", "awsconfig", "config"],
        };
}
