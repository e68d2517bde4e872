using System.Text.RegularExpressions;

namespace RoleAssist.Sandbox.Samples;

/// <summary>The sample profiles that begin with a browser: somebody has to sign in before they can be used.</summary>
internal static partial class SignInFiles
{
    public const string SsoSession = "portal";

    public static IReadOnlyList<string> Profiles { get; } = ["sso-portal", "aws-login"];

    /// <summary>Whether a config file already has the profiles; those of older sandboxes do not.</summary>
    public static bool HasProfiles(string config) => PortalHeader().IsMatch(config);

    public static string Config() =>
        $"""

            # The same Identity Center, but nobody has signed in yet. Sign in with: roleassist login {SsoSession}
            [sso-session {SsoSession}]
            sso_start_url = {SampleFiles.SsoStartUrl}
            sso_region = {SampleFiles.SsoRegion}
            sso_registration_scopes = sso:account:access

            # A permission set that can be used after that sign-in.
            [profile sso-portal]
            sso_session = {SsoSession}
            sso_account_id = {SampleAccounts.Development}
            sso_role_name = {SampleAccounts.DeveloperPermissions}
            region = us-east-1
            services = sandbox

            # The user alice without keys: she signs in at the console's sign-in page. Sign in with: roleassist login aws-login
            [profile aws-login]
            login_session = {SampleAccounts.AliceArn}
            region = us-east-1
            services = sandbox

            """;

    [GeneratedRegex($@"^\[sso-session {SsoSession}\]", RegexOptions.Multiline)]
    private static partial Regex PortalHeader();
}
