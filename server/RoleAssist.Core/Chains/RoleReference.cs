using System.Text.RegularExpressions;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Core.Chains;

/// <summary>
/// A role as written in a request: its ARN, or its account and name (characters of names:
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html).
/// </summary>
internal static partial class RoleReference
{
    private const string ArnForm =
        "Use arn:aws:iam::ACCOUNT:role/NAME, with the account's 12 digits and no quotes or blanks.";
    private const string Form = "Use arn:aws:iam::ACCOUNT:role/NAME or ACCOUNT/NAME, with the account's 12 digits.";

    /// <summary>Whether a profile argument looks like a role and no profile has that name.</summary>
    public static bool IsRoleReference(ProfileSet profiles, string? profile) =>
        profile is not null
        && profiles.Find(profile) is null
        && (
            profile.TrimStart().StartsWith("arn:", StringComparison.Ordinal) || AccountAndName().IsMatch(profile.Trim())
        );

    /// <summary>Converts a role reference to an ARN.</summary>
    /// <param name="text">The reference.</param>
    /// <param name="region">The region of the role's source. Its partition is used for a reference without one.</param>
    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.InvalidArgument"/>: not a valid role reference.
    /// </exception>
    public static string ToArn(string text, string? region)
    {
        if (AccountAndName().Match(text) is { Success: true } parts)
        {
            if (!NamesRole(parts.Groups["name"].Value))
            {
                throw Invalid($"'{text}' does not name a role.", Form);
            }

            var partition = region is null ? Partitions.Default : Partitions.FromRegion(region);
            return $"arn:{partition.Id}:iam::{parts.Groups["account"].Value}:role/{parts.Groups["name"].Value}";
        }

        if (Complaint(text, Account()) is { } complaint)
        {
            throw Invalid($"'{text}' {complaint}.", Form);
        }

        return RoleArn.TryParse(text, out var arn) && Partitions.Find(arn.Partition) is null
            ? throw Invalid(
                $"AWS has no partition '{arn.Partition}'.",
                NearMisses.Question(arn.Partition, Partitions.All.Select(partition => partition.Id)) ?? Form
            )
            : text;
    }

    /// <summary>
    /// Checks the role of a profile. The partition may be newer than this program, and AWS' own test cases use short
    /// account numbers, so only numbers of almost 12 digits are rejected.
    /// </summary>
    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.ConfigurationInvalid"/>, at the setting's line.
    /// </exception>
    public static void Require(Profile profile)
    {
        StsRules.RoleArn.Require(profile, ProfileSettings.RoleArn);
        if (profile[ProfileSettings.RoleArn] is { } written && Complaint(written, AccountInFile()) is { } complaint)
        {
            throw profile.Invalid(
                ProfileSettings.RoleArn,
                $"role_arn = {written} of profile '{profile.Name}' {complaint}.",
                ArnForm
            );
        }
    }

    /// <summary>Describes what is wrong with a role ARN, as the rest of a sentence; null if nothing is.</summary>
    private static string? Complaint(string text, Regex account) =>
        !RoleArn.TryParse(text, out var arn) ? "is not the ARN of a role"
        : !account.IsMatch(arn.Account) ? $"has '{arn.Account}' in place of an account, which has 12 digits"
        : !NamesRole(text[(text.IndexOf(":role/", StringComparison.Ordinal) + 6)..]) ? "does not name a role"
        : null;

    /// <summary>Whether a text is a role's name behind its path, if it has one. A path has no empty or dotted parts.</summary>
    private static bool NamesRole(string text) =>
        Name().IsMatch(text) && !text.Split('/').Any(part => part is "" or "." or "..");

    private static RoleAssistException Invalid(string message, string hint) =>
        new(ErrorCode.InvalidArgument, message, hint);

    [GeneratedRegex(@"^(?<account>[0-9]{12})(?:\s*[/:\s]\s*(?:role/)?)(?<name>[\w+=,.@/-]+)$", RegexOptions.ECMAScript)]
    private static partial Regex AccountAndName();

    /// <remarks>
    /// An STS other than AWS' may use tenants instead of accounts, or neither
    /// (https://docs.ceph.com/en/latest/radosgw/STS/).
    /// </remarks>
    [GeneratedRegex("^(?:[0-9]{12}|[A-Za-z][A-Za-z0-9._-]*|)$")]
    private static partial Regex Account();

    [GeneratedRegex("^(?:[0-9]{1,9}|[0-9]{12}|[A-Za-z][A-Za-z0-9._-]*|)$")]
    private static partial Regex AccountInFile();

    [GeneratedRegex(@"^(?:[!-~]+/)?[\w+=,.@-]{1,64}$", RegexOptions.ECMAScript)]
    private static partial Regex Name();
}
