using System.Text.RegularExpressions;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Diagnostics;
using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Errors;

namespace RoleAssist.Core.Profiles;

/// <summary>
/// A role as people write it in a request: its ARN, or its account and name
/// (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html says what a name is made of).
/// </summary>
internal static partial class RoleReference
{
    private const string Form = "Write arn:aws:iam::ACCOUNT:role/NAME, or ACCOUNT/NAME, with the account's 12 digits.";

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

        if (!RoleArn.TryParse(text, out var arn))
        {
            throw Invalid($"'{text}' is not the ARN of a role.", Form);
        }

        if (Partitions.Find(arn.Partition) is null)
        {
            throw Invalid(
                $"AWS has no partition '{arn.Partition}'.",
                NearMisses.Question(arn.Partition, Partitions.All.Select(partition => partition.Id)) ?? Form);
        }

        return !Account().IsMatch(arn.Account) ? throw Invalid($"'{arn.Account}' is not an account.", "An account has 12 digits.")
            : !Name().IsMatch(text[(text.IndexOf(":role/", StringComparison.Ordinal) + 6)..]) ? throw Invalid($"'{text}' does not name a role.", Form)
            : text;
    }

    private static RoleAssistException Invalid(string message, string hint) => new(ErrorCode.InvalidArgument, message, hint);

    [GeneratedRegex(@"^(?<account>[0-9]{12})(?:\s*[/:\s]\s*(?:role/)?)(?<name>[\w+=,.@/-]+)$", RegexOptions.ECMAScript)]
    private static partial Regex AccountAndName();

    [GeneratedRegex("^[0-9]{12}$")]
    private static partial Regex Account();

    [GeneratedRegex(@"^(?:[!-~]+/)?[\w+=,.@-]{1,64}$", RegexOptions.ECMAScript)]
    private static partial Regex Name();
}
