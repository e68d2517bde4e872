using System.Text.RegularExpressions;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Core.Chains;

/// <summary>
/// A role as people write it in a request: its ARN, or its account and name
/// (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html says what a name is made of).
/// </summary>
internal static partial class RoleReference
{
    private const string ArnForm = "Write arn:aws:iam::ACCOUNT:role/NAME, with the account's 12 digits and no quotes or blanks.";
    private const string Form = "Write arn:aws:iam::ACCOUNT:role/NAME, or ACCOUNT/NAME, with the account's 12 digits.";

    /// <summary>Whether what stands in place of a profile is written like a role, and no profile is called so.</summary>
    public static bool StandsInFor(ProfileSet profiles, string? profile) =>
        profile is not null
        && profiles.Find(profile) is null
        && (profile.TrimStart().StartsWith("arn:", StringComparison.Ordinal) || AccountAndName().IsMatch(profile.Trim()));

    /// <summary>The ARN that is meant.</summary>
    /// <param name="text">What was written.</param>
    /// <param name="region">The region that the role's source works in, whose partition an account without one is in.</param>
    /// <exception cref="RoleAssistException"><see cref="ErrorCode.InvalidArgument"/>, with what is wrong.</exception>
    public static string ToArn(string text, string? region)
    {
        if (AccountAndName().Match(text) is { Success: true } parts)
        {
            var partition = region is null ? Partitions.Default : Partitions.OfRegion(region);
            return $"arn:{partition.Id}:iam::{parts.Groups["account"].Value}:role/{parts.Groups["name"].Value}";
        }

        if (Complaint(text, Account()) is { } complaint)
        {
            throw Invalid($"'{text}' {complaint}.", Form);
        }

        return RoleArn.TryParse(text, out var arn) && Partitions.Find(arn.Partition) is null
            ? throw Invalid(
                $"AWS has no partition '{arn.Partition}'.",
                NearMisses.Question(arn.Partition, Partitions.All.Select(partition => partition.Id)) ?? Form)
            : text;
    }

    /// <summary>
    /// Checks the role of a profile. The partition may be one that is newer than this program, and AWS' own cases have short
    /// numbers for accounts, so only what is nearly an account's number is refused.
    /// </summary>
    /// <exception cref="RoleAssistException"><see cref="ErrorCode.ConfigurationInvalid"/>, at the setting's line.</exception>
    public static void Require(Profile profile)
    {
        StsRules.RoleArn.Require(profile, ProfileSettings.RoleArn);
        if (profile[ProfileSettings.RoleArn] is { } written && Complaint(written, AccountInFile()) is { } complaint)
        {
            throw profile.Invalid(ProfileSettings.RoleArn, $"role_arn = {written} of profile '{profile.Name}' {complaint}.", ArnForm);
        }
    }

    /// <summary>What is wrong with the ARN of a role, as the rest of a sentence; null when nothing is.</summary>
    private static string? Complaint(string text, Regex account) =>
        !RoleArn.TryParse(text, out var arn) ? "is not the ARN of a role"
        : !account.IsMatch(arn.Account) ? $"has '{arn.Account}' in place of an account, which has 12 digits"
        : !Name().IsMatch(text[(text.IndexOf(":role/", StringComparison.Ordinal) + 6)..]) ? "does not name a role"
        : null;

    private static RoleAssistException Invalid(string message, string hint) => new(ErrorCode.InvalidArgument, message, hint);

    [GeneratedRegex(@"^(?<account>[0-9]{12})(?:\s*[/:\s]\s*(?:role/)?)(?<name>[\w+=,.@/-]+)$", RegexOptions.ECMAScript)]
    private static partial Regex AccountAndName();

    /// <remarks>Another STS than AWS' may have tenants in place of accounts, or none (https://docs.ceph.com/en/latest/radosgw/STS/).</remarks>
    [GeneratedRegex("^(?:[0-9]{12}|[A-Za-z][A-Za-z0-9._-]*|)$")]
    private static partial Regex Account();

    [GeneratedRegex("^(?:[0-9]{1,9}|[0-9]{12}|[A-Za-z][A-Za-z0-9._-]*|)$")]
    private static partial Regex AccountInFile();

    [GeneratedRegex(@"^(?:[!-~]+/)?[\w+=,.@-]{1,64}$", RegexOptions.ECMAScript)]
    private static partial Regex Name();
}
