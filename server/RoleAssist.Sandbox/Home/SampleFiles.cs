using System.Text.RegularExpressions;
using RoleAssist.Sandbox.Iam;

namespace RoleAssist.Sandbox.Home;

/// <summary>
/// The sample that newcomers learn from. Comments stand only before sections: within one, some SDKs refuse the whole file.
/// </summary>
internal static partial class SampleFiles
{
    public static IReadOnlyList<string> Profiles { get; } = ["home", "dev", "prod-admin", "prod-audit", "vendor", "long"];

    public static string Credentials(string accessKeyId, string secretAccessKey) => $"""
        # The keys of a user of the RoleAssist sandbox. They open nothing at AWS.
        [home]
        aws_access_key_id = {accessKeyId}
        aws_secret_access_key = {secretAccessKey}

        """;

    public static string Config(string endpoint) => $"""
        # A sample for RoleAssist. Its accounts live in the sandbox on this machine, none of them at AWS.
        #
        # "home" is where you start: the user alice. Her keys are in the file "credentials" beside this one.
        [profile home]
        region = us-east-1
        services = sandbox

        # A role in another account. Its trust policy trusts the whole home account.
        [profile dev]
        role_arn = {SampleAccounts.DeveloperRole}
        source_profile = home
        region = us-east-1
        services = sandbox

        # A role that demands a code from alice's MFA device. Get one with: roleassist sandbox totp SERIAL --home DIR
        [profile prod-admin]
        role_arn = {SampleAccounts.AdminRole}
        source_profile = home
        mfa_serial = {SampleAccounts.MfaSerial}
        region = eu-central-1
        services = sandbox

        # Role chaining: this role trusts only the role of prod-admin. A chained session lasts one hour at most.
        [profile prod-audit]
        role_arn = {SampleAccounts.AuditorRole}
        source_profile = prod-admin
        region = eu-central-1
        services = sandbox

        # A vendor's role: the external id keeps others from tricking the vendor into using it (the "confused deputy").
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

        # Leads STS of all profiles above to the sandbox, which keeps the port in the last line current.
        [services sandbox]
        sts =
          endpoint_url = {endpoint}

        """;

    /// <summary>The same file with the endpoint of this run, and with everything else as somebody may have edited it.</summary>
    public static string WithEndpoint(string config, string endpoint) =>
        SandboxEndpoint().Replace(config, match => match.Groups["before"].Value + endpoint, count: 1);

    [GeneratedRegex(@"(?<before>^\[services sandbox\][^\[]*?^[ \t]+endpoint_url[ \t]*=[ \t]*)\S*", RegexOptions.Multiline)]
    private static partial Regex SandboxEndpoint();
}
