using System.Text;
using System.Text.RegularExpressions;
using RoleAssist.Sandbox.Accounts;

namespace RoleAssist.Sandbox.Samples;

/// <summary>The sample files of an organization: profiles for the AWS files, and a list of its accounts.</summary>
internal static partial class OrganizationFiles
{
    public const string Accounts = "accounts.csv";
    public const string ManagementProfile = "org";

    /// <summary>How many accounts get a profile: enough to try patterns, and few enough to read.</summary>
    private const int AccountsWithProfile = 50;

    public static IEnumerable<string> Profiles(Organization organization) =>
        [ManagementProfile, .. WithProfile(organization).Select(account => account.Name)];

    /// <summary>Whether an AWS file already has the profiles of an organization.</summary>
    public static bool HasProfiles(string text) => ManagementHeader().IsMatch(text);

    public static string Credentials(string accessKeyId, string secretAccessKey) =>
        $"""

            # The same user in the management account of the organization. This profile names the MFA device.
            [{ManagementProfile}]
            aws_access_key_id = {accessKeyId}
            aws_secret_access_key = {secretAccessKey}

            """;

    public static string Config(Organization organization) =>
        $"""

            # The management account of an organization. Its accounts are in the file "{Accounts}" beside this folder. One
            # code for a session of this user opens all of them.
            [profile {ManagementProfile}]
            mfa_serial = {SampleAccounts.MfaSerial}
            region = us-east-1
            services = sandbox

            # The first accounts of the organization, without those that are closed.

            """ + string.Concat(WithProfile(organization).Select(Profile));

    public static SampleFile List(Organization organization)
    {
        var csv = new StringBuilder("id,name,env,team,ou\n");
        foreach (var account in organization.Members)
        {
            csv.Append(account.Id)
                .Append(',')
                .Append(account.Name)
                .Append(',')
                .Append(account.Environment)
                .Append(',')
                .Append(account.Team)
                .Append(',')
                .Append(account.Unit.Path)
                .Append('\n');
        }

        return new SampleFile(Accounts, csv.ToString());
    }

    private static IEnumerable<MemberAccount> WithProfile(Organization organization) =>
        organization.Members.Take(AccountsWithProfile).Where(account => account.State == AccountState.Active);

    private static string Profile(MemberAccount account) =>
        $"""
            [profile {account.Name}]
            role_arn = arn:aws:iam::{account.Id}:role/{Organization.AccessRole}
            source_profile = {ManagementProfile}
            mfa_serial = {SampleAccounts.MfaSerial}
            region = eu-central-1
            services = sandbox


            """;

    [GeneratedRegex($@"^\[(profile )?{ManagementProfile}\]", RegexOptions.Multiline)]
    private static partial Regex ManagementHeader();
}
