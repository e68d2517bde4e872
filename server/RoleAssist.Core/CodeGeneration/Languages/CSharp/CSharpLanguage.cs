namespace RoleAssist.Core.CodeGeneration.Languages.CSharp;

/// <summary>C# with AWSSDK.SecurityToken 4.</summary>
internal static class CSharpLanguage
{
    public static CodeLanguage Instance { get; } =
        new(
            "csharp",
            "C#",
            ".cs",
            new CSharpSyntax(),
            [
                new("top-level", "A program that assumes the role, with an MFA code if needed.")
                {
                    Prefixes = ["aws-assume-role", "aws-mfa"],
                },
                new(
                    "dependency-injection",
                    "A service whose AWS clients use the role, with credentials that are renewed automatically."
                )
                {
                    BuysUserSession = true,
                    Roles = 1,
                    Prefixes = ["aws-credentials-service", "aws-dependency-injection"],
                },
                new("role-chain", "A program that assumes a chain of roles, each with the session of the previous one.")
                {
                    Roles = 2,
                    Prefixes = ["aws-role-chain"],
                },
                new("mfa-callback", "The SDK's own role credentials, with a callback for the MFA code.")
                {
                    Roles = 1,
                    Needs = [Fact.MfaSerial],
                    Prefixes = ["aws-mfa-callback"],
                },
                new(
                    "web-identity",
                    "A program that assumes a role with an OpenID Connect token, as in a build, a pod or a workflow."
                )
                {
                    Roles = 1,
                    TakesWebIdentity = true,
                    Needs = [Fact.TokenFile],
                    Prefixes = ["aws-web-identity"],
                },
                new(
                    "multi-account",
                    "A program that does the same work in several accounts, a few at a time, with one MFA code."
                )
                {
                    BuysUserSession = true,
                    Accounts = 2,
                    Prefixes = ["aws-multi-account"],
                },
                new("injected", "A program that uses only the credentials that RoleAssist provides to its terminal.")
                {
                    TakesWebIdentity = true,
                    Prefixes = ["aws-injected", "aws-temp-creds"],
                },
            ]
        )
        {
            Aliases = ["cs", "c#"],
            Options = [new("file-based", "Add #:package lines, to use dotnet run FILE.cs without a project.")],
        };
}
