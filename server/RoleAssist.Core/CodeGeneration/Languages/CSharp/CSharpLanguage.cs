namespace RoleAssist.Core.CodeGeneration.Languages.CSharp;

/// <summary>C# with AWSSDK.SecurityToken 4.</summary>
internal static class CSharpLanguage
{
    public static CodeLanguage Instance { get; } = new(
        "csharp",
        "C#",
        ".cs",
        new CSharpSyntax(),
        [
            new("top-level", "A program that assumes the role, with an MFA code where one is needed, and works as it.")
            {
                Prefixes = ["aws-assume-role", "aws-mfa"],
            },
            new("dependency-injection", "A service whose AWS clients work as the role, with credentials that renew themselves.")
            {
                BuysUserSession = true,
                Roles = 1,
                Prefixes = ["aws-credentials-service", "aws-dependency-injection"],
            },
            new("role-chain", "A program that goes from role to role, each assumed with the session of the one before.")
            {
                Roles = 2,
                Prefixes = ["aws-role-chain"],
            },
            new("mfa-callback", "Credentials of the SDK's own that ask for an MFA code when they need one.")
            {
                Roles = 1,
                Needs = [Fact.MfaSerial],
                Prefixes = ["aws-mfa-callback"],
            },
            new("web-identity", "A program that exchanges an OpenID Connect token for a role: in a build, a pod, a workflow.")
            {
                Roles = 1,
                TakesWebIdentity = true,
                Needs = [Fact.TokenFile],
                Prefixes = ["aws-web-identity"],
            },
            new("multi-account", "A program that does the same in several accounts, a few at a time, after one MFA code.")
            {
                BuysUserSession = true,
                Accounts = 2,
                Prefixes = ["aws-multi-account"],
            },
            new("injected", "A program that works with the credentials RoleAssist gave to its terminal, and with no others.")
            {
                TakesWebIdentity = true,
                Prefixes = ["aws-injected", "aws-temp-creds"],
            },
        ])
    {
        Aliases = ["cs", "c#"],
        Options = [new("file-based", "With #:package lines, for dotnet run FILE.cs without a project.")],
    };
}
