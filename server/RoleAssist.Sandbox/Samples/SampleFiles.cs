using System.Text.RegularExpressions;

namespace RoleAssist.Sandbox.Samples;

/// <summary>
/// The sample AWS files, which explain profiles to new users. Comments are only before sections, because some SDKs
/// reject the whole file if a section contains one.
/// </summary>
internal static partial class SampleFiles
{
    public const string BuildToken = "build-token";
    public const string RobotKeys = "robot-keys.json";
    public const string SsoSession = "sandbox";
    public const string SsoStartUrl = "https://sandbox.example/start";
    public const string SsoStartUrlWithId = "https://d-9067sandbox.awsapps.com/start";
    public const string SsoRegion = "us-east-1";

    private static readonly string[] NewerServices = ["signin", "ec2", "organizations", "iam"];

    public static IReadOnlyList<string> Profiles { get; } =
    [
        "home",
        "dev",
        "prod-admin",
        "prod-audit",
        "vendor",
        "long",
        "ci",
        "sso",
        "sso-legacy",
        "container",
        "instance",
        "process",
    ];

    public static string Credentials(string accessKeyId, string secretAccessKey) =>
        $"""
            # The keys of a user of the RoleAssist sandbox. They do not work at AWS.
            [home]
            aws_access_key_id = {accessKeyId}
            aws_secret_access_key = {secretAccessKey}

            """;

    public static string Config(string endpoint, string awsFolder) =>
        $"""
            # Sample profiles for RoleAssist. Their accounts exist only in the sandbox on this machine, not at AWS.
            #
            # "home" is where you start: the user alice. Her keys are in the file "credentials" in this folder.
            [profile home]
            region = us-east-1
            services = sandbox

            # A role in another account. Its trust policy trusts the whole home account.
            [profile dev]
            role_arn = {SampleAccounts.DeveloperRole}
            source_profile = home
            region = us-east-1
            services = sandbox

            # A role that requires a code of alice's MFA device. Get one with: roleassist sandbox totp SERIAL --home DIR
            [profile prod-admin]
            role_arn = {SampleAccounts.AdminRole}
            source_profile = home
            mfa_serial = {SampleAccounts.MfaSerial}
            region = eu-central-1
            services = sandbox

            # Role chaining: this role trusts only the role of prod-admin. A chained session lasts at most one hour.
            [profile prod-audit]
            role_arn = {SampleAccounts.AuditorRole}
            source_profile = prod-admin
            region = eu-central-1
            services = sandbox

            # A vendor's role: the external ID keeps others from tricking the vendor into using it (the "confused deputy").
            [profile vendor]
            role_arn = {SampleAccounts.VendorRole}
            source_profile = home
            external_id = {SampleAccounts.ExternalId}
            region = eu-west-1
            services = sandbox

            # A role whose sessions may last 12 hours. Without duration_seconds they would last one.
            [profile long]
            role_arn = {SampleAccounts.BatchRole}
            source_profile = home
            duration_seconds = 43200
            region = us-west-2
            services = sandbox

            # A build server has no keys. It presents a token of its identity provider that identifies the build, and the
            # role's trust policy allows the builds of one repository.
            [profile ci]
            role_arn = {SampleAccounts.DeployRole}
            web_identity_token_file = {Path.Combine(awsFolder, BuildToken)}
            role_session_name = build-42
            region = eu-central-1
            services = sandbox

            # A login to IAM Identity Center, which several profiles can share. Its token is in the subfolder sso/cache;
            # tools find it there if HOME (on Windows USERPROFILE) is the folder that contains .aws.
            [sso-session {SsoSession}]
            sso_start_url = {SsoStartUrl}
            sso_region = {SsoRegion}
            sso_registration_scopes = sso:account:access

            # A permission set in one account. Its token is valid for an hour; tools renew it while the login lasts.
            [profile sso]
            sso_session = {SsoSession}
            sso_account_id = {SampleAccounts.Development}
            sso_role_name = {SampleAccounts.DeveloperPermissions}
            region = us-east-1
            services = sandbox

            # The same in the legacy format: the login is part of the profile, and its token cannot be renewed.
            [profile sso-legacy]
            sso_start_url = {SsoStartUrl}
            sso_region = {SsoRegion}
            sso_account_id = {SampleAccounts.Production}
            sso_role_name = {SampleAccounts.ReadOnlyPermissions}
            region = eu-central-1
            services = sandbox

            # A role that is assumed with a container's role. The container calls AWS_CONTAINER_CREDENTIALS_FULL_URI with
            # AWS_CONTAINER_AUTHORIZATION_TOKEN: set both to the values of "container" in the line that the sandbox prints.
            [profile container]
            role_arn = {SampleAccounts.ReportRole}
            credential_source = EcsContainer
            region = eu-central-1
            services = sandbox

            # A role that is assumed with a virtual machine's role. Set AWS_EC2_METADATA_SERVICE_ENDPOINT to the
            # value of "instanceMetadata" in the line that the sandbox prints, and AWS_EC2_METADATA_DISABLED to false.
            [profile instance]
            role_arn = {SampleAccounts.BackupRole}
            credential_source = Ec2InstanceMetadata
            region = eu-central-1
            services = sandbox

            # Keys from a program that prints them as JSON, as password managers do. This one prints a file in this folder.
            [profile process]
            credential_process = {PrintCommand(Path.Combine(awsFolder, RobotKeys))}
            region = us-east-1
            services = sandbox

            # Directs all profiles above to the sandbox, which keeps the ports in these lines up to date.
            [services sandbox]
            sts =
              endpoint_url = {endpoint}
            iam =
              endpoint_url = {endpoint}
            organizations =
              endpoint_url = {endpoint}
            ec2 =
              endpoint_url = {endpoint}
            sso =
              endpoint_url = {endpoint}
            sso_oidc =
              endpoint_url = {endpoint}
            signin =
              endpoint_url = {endpoint}

            """;

    /// <summary>
    /// Replaces the endpoint in the config file and keeps everything else, including the user's edits. Files of older
    /// sandboxes get the endpoints of newer services, so that a call to them does not leave the machine.
    /// </summary>
    public static string WithEndpoint(string config, string endpoint) =>
        SandboxEndpoint()
            .Replace(
                NewerServices.Aggregate(config, (text, service) => WithService(text, service, endpoint)),
                _ => endpoint
            );

    private static string WithService(string config, string service, string endpoint) =>
        SandboxServices().Match(config) is { Success: true } section
        && !Regex.IsMatch(section.Value, $"^{service}[ \\t]*=", RegexOptions.Multiline)
            ? config.Insert(section.Groups["body"].Index, $"{service} =\n  endpoint_url = {endpoint}\n")
            : config;

    /// <summary>
    /// Gets a command that works with and without a shell, because SDKs differ: a program and its arguments.
    /// </summary>
    private static string PrintCommand(string path) =>
        OperatingSystem.IsWindows() ? $"cmd /c type \"{path}\"" : $"cat \"{path}\"";

    [GeneratedRegex(@"^\[services sandbox\][ \t]*\n(?<body>[^\[]*)", RegexOptions.Multiline)]
    private static partial Regex SandboxServices();

    [GeneratedRegex(@"(?<=^\[services sandbox\][^\[]*^[ \t]+endpoint_url[ \t]*=[ \t]*)\S+", RegexOptions.Multiline)]
    private static partial Regex SandboxEndpoint();
}
