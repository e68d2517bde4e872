namespace RoleAssist.Core.CodeGeneration.Languages.TypeScript;

/// <summary>
/// TypeScript for Node.js with the AWS SDK for JavaScript 3, as an ECMAScript module. It needs no annotations, so it is
/// JavaScript too.
/// </summary>
internal static class TypeScriptLanguage
{
    public static CodeLanguage Instance { get; } = new(
        "typescript",
        "TypeScript",
        ".ts",
        new TypeScriptSyntax(),
        [
            new("assume-role", "A program that assumes the role, with an MFA code where one is needed, works as it and renews it.")
            {
                TakesNoUserCode = true,
                Prefixes = ["aws-assume-role", "aws-mfa", "aws-temp-creds"],
            },
            new("injected", "A program that works with the credentials RoleAssist gave to its terminal, and with no others.")
            {
                TakesWebIdentity = true,
                Prefixes = ["aws-injected"],
            },
        ])
    {
        Aliases = ["ts", "javascript", "js", "typescriptreact", "javascriptreact"],
    };
}
