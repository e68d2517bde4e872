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
                Roles = 1,
                Prefixes = ["aws-assume-role", "aws-mfa"],
            },
        ])
    {
        Aliases = ["cs", "c#"],
        Options = [new("file-based", "With #:package lines, for dotnet run FILE.cs without a project.")],
    };
}
