namespace RoleAssist.Core.CodeGeneration.Languages.PowerShell;

/// <summary>
/// PowerShell with the AWS Tools (AWS.Tools.SecurityToken), 4 and 5, in the syntax that Windows PowerShell 5.1 shares
/// with 7.
/// </summary>
internal static class PowerShellLanguage
{
    public static CodeLanguage Instance { get; } = new(
        "powershell",
        "PowerShell",
        ".ps1",
        new PowerShellSyntax(),
        [
            new("assume-role", "A script that assumes the role, with an MFA code where one is needed, and works as it.")
            {
                Roles = 1,
                Prefixes = ["aws-assume-role", "aws-mfa"],
            },
        ])
    {
        Aliases = ["pwsh", "ps1", "ps"],
    };
}
