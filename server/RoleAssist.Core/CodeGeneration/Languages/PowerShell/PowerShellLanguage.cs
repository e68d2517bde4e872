using RoleAssist.Core.Chains;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Core.CodeGeneration.Languages.PowerShell;

/// <summary>
/// PowerShell with the AWS Tools (AWS.Tools.SecurityToken), 4 and 5, in the syntax that Windows PowerShell 5.1 shares
/// with 7.
/// </summary>
internal static class PowerShellLanguage
{
    public static CodeLanguage Instance { get; } =
        new(
            "powershell",
            "PowerShell",
            ".ps1",
            new PowerShellSyntax(),
            [
                new(
                    "assume-role",
                    "A script that assumes the role for the PowerShell session, with an MFA code if needed."
                )
                {
                    Prefixes = ["aws-assume-role", "aws-mfa"],
                },
                new("function", "A function that returns the role's temporary credentials.")
                {
                    FileName = "Get-RoleCredential.ps1",
                    Prefixes = ["aws-role-function"],
                },
                new(
                    "multi-account",
                    "A script that does the same work in several accounts with one MFA code, at the same time on PowerShell 7."
                )
                {
                    BuysUserSession = true,
                    Accounts = 2,
                    Prefixes = ["aws-multi-account"],
                },
                new(
                    "environment",
                    "A script that sets temporary credentials in environment variables for the programs it starts, and removes them."
                )
                {
                    Prefixes = ["aws-environment", "aws-temp-creds"],
                },
                new(
                    "default-profile",
                    "A script that stores temporary credentials as the default profile, for Docker and other tools."
                )
                {
                    ReplacesDefaultProfile = true,
                    Prefixes = ["aws-default-profile"],
                },
                new("injected", "A script that uses only the credentials that RoleAssist provides to its terminal.")
                {
                    TakesWebIdentity = true,
                    Prefixes = ["aws-injected"],
                },
            ]
        )
        {
            Aliases = ["pwsh", "ps1", "ps"],
            NoteOnSource = profile =>
                CredentialSourceResolver.HasKeys(profile)
                || (profile[ProfileSettings.Services] ?? profile[ProfileSettings.EndpointUrl]) is null
                    ? null
                    : $"AWS Tools 4 reject profile '{profile.Name}', because they treat services and endpoint_url as part of its credentials. "
                        + "Use AWS Tools 5, or set the endpoints in environment variables such as AWS_ENDPOINT_URL_STS.",
        };
}
