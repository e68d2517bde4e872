using System.Text.RegularExpressions;

namespace RoleAssist.Core.Credentials;

/// <summary>
/// The parts of an ARN of any resource (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html).
/// </summary>
/// <param name="Region">The region; empty for global services.</param>
/// <param name="Account">The account's 12 digits; empty or <c>aws</c> where a resource belongs to none.</param>
/// <param name="Resource">The rest, whose form depends on the service.</param>
public sealed partial record ArnParts(string Partition, string Service, string Region, string Account, string Resource)
{
    public const string Scheme = "arn:";

    /// <summary>Parses an ARN; null if the text is none, or contains what no resource's name does.</summary>
    public static ArnParts? Parse(string? text) =>
        text is not null && Form().Match(text) is { Success: true } match
            ? new ArnParts(
                match.Groups["partition"].Value,
                match.Groups["service"].Value,
                match.Groups["region"].Value,
                match.Groups["account"].Value,
                match.Groups["resource"].Value
            )
            : null;

    public override string ToString() => $"{Scheme}{Partition}:{Service}:{Region}:{Account}:{Resource}";

    [GeneratedRegex(
        @"^arn:(?<partition>aws[a-z-]{0,16}):(?<service>[a-z0-9-]{1,40}):(?<region>[a-z0-9-]{0,32}):(?<account>\d{12}|aws)?:(?<resource>[^\p{C}]{1,1600})\z"
    )]
    private static partial Regex Form();
}
