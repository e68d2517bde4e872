using RoleAssist.Core.Chains;
using RoleAssist.Core.Profiles;

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
            new("assume-role", "A script that gives the role to the PowerShell session, with an MFA code where one is needed.")
            {
                Prefixes = ["aws-assume-role", "aws-mfa"],
            },
            new("function", "A function that returns the role's temporary credentials.")
            {
                FileName = "Get-RoleCredential.ps1",
                Prefixes = ["aws-role-function"],
            },
            new("multi-account", "A script that does the same in several accounts after one MFA code, and writes an object for each.")
            {
                BuysUserSession = true,
                Accounts = 2,
                Prefixes = ["aws-multi-account"],
            },
            new("environment", "Temporary credentials in environment variables for the programs of a script, and their clean removal.")
            {
                Prefixes = ["aws-environment", "aws-temp-creds"],
            },
            new("default-profile", "Temporary credentials as the default profile in the shared file, so that docker and others see them.")
            {
                ReplacesDefaultProfile = true,
                Prefixes = ["aws-default-profile"],
            },
            new("injected", "A script that works with the credentials RoleAssist gave to its terminal, and with no others.")
            {
                TakesWebIdentity = true,
                Prefixes = ["aws-injected"],
            },
        ])
    {
        Aliases = ["pwsh", "ps1", "ps"],
        NoteOnSource = profile => CredentialSourceResolver.HasKeys(profile) || (profile[ProfileSettings.Services] ?? profile[ProfileSettings.EndpointUrl]) is null
            ? null
            : $"AWS Tools 4 reject profile '{profile.Name}', because they take services and endpoint_url for a part of its credentials. "
                + "Use AWS Tools 5, or move the endpoints to variables such as AWS_ENDPOINT_URL_STS.",
    };
}
