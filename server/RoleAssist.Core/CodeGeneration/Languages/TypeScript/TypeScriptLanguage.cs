namespace RoleAssist.Core.CodeGeneration.Languages.TypeScript;

/// <summary>
/// TypeScript for Node.js with the AWS SDK for JavaScript 3, as an ECMAScript module. Without type annotations, it is
/// also valid JavaScript.
/// </summary>
internal static class TypeScriptLanguage
{
    public static CodeLanguage Instance { get; } =
        new(
            "typescript",
            "TypeScript",
            ".ts",
            new TypeScriptSyntax(),
            [
                new(
                    "assume-role",
                    "A program that assumes the role, with an MFA code if needed, and renews its credentials."
                )
                {
                    TakesNoUserCode = true,
                    Prefixes = ["aws-assume-role", "aws-mfa", "aws-temp-creds"],
                },
                new("injected", "A program that uses only the credentials that RoleAssist provides to its terminal.")
                {
                    TakesWebIdentity = true,
                    Prefixes = ["aws-injected"],
                },
            ]
        )
        {
            Aliases = ["ts", "javascript", "js", "typescriptreact", "javascriptreact"],
        };
}
