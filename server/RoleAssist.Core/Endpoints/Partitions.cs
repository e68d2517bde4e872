using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace RoleAssist.Core.Endpoints;

/// <summary>
/// The AWS partitions (https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html),
/// with the data that the SDKs' endpoint rules use.
/// </summary>
public static class Partitions
{
    public static IReadOnlyList<Partition> All { get; } =
    [
        new(
            "aws",
            "amazonaws.com",
            "api.aws",
            "us-east-1",
            @"^(us|eu|ap|sa|ca|me|af|il|mx)\-\w+\-\d+$",
            [
                "af-south-1",
                "ap-east-1",
                "ap-east-2",
                "ap-northeast-1",
                "ap-northeast-2",
                "ap-northeast-3",
                "ap-south-1",
                "ap-south-2",
                "ap-southeast-1",
                "ap-southeast-2",
                "ap-southeast-3",
                "ap-southeast-4",
                "ap-southeast-5",
                "ap-southeast-6",
                "ap-southeast-7",
                "aws-global",
                "ca-central-1",
                "ca-west-1",
                "eu-central-1",
                "eu-central-2",
                "eu-north-1",
                "eu-south-1",
                "eu-south-2",
                "eu-west-1",
                "eu-west-2",
                "eu-west-3",
                "il-central-1",
                "me-central-1",
                "me-south-1",
                "mx-central-1",
                "sa-east-1",
                "us-east-1",
                "us-east-2",
                "us-west-1",
                "us-west-2",
            ]
        ),
        new(
            "aws-cn",
            "amazonaws.com.cn",
            "api.amazonwebservices.com.cn",
            "cn-northwest-1",
            @"^cn\-\w+\-\d+$",
            ["aws-cn-global", "cn-north-1", "cn-northwest-1"]
        ),
        new(
            "aws-eusc",
            "amazonaws.eu",
            "api.amazonwebservices.eu",
            "eusc-de-east-1",
            @"^eusc\-(de)\-\w+\-\d+$",
            ["eusc-de-east-1"]
        ),
        new(
            "aws-iso",
            "c2s.ic.gov",
            "api.aws.ic.gov",
            "us-iso-east-1",
            @"^us\-iso\-\w+\-\d+$",
            ["aws-iso-global", "us-iso-east-1", "us-iso-west-1"]
        ),
        new(
            "aws-iso-b",
            "sc2s.sgov.gov",
            "api.aws.scloud",
            "us-isob-east-1",
            @"^us\-isob\-\w+\-\d+$",
            ["aws-iso-b-global", "us-isob-east-1", "us-isob-west-1"]
        ),
        new(
            "aws-iso-e",
            "cloud.adc-e.uk",
            "api.cloud-aws.adc-e.uk",
            "eu-isoe-west-1",
            @"^eu\-isoe\-\w+\-\d+$",
            ["aws-iso-e-global", "eu-isoe-west-1"]
        ),
        new(
            "aws-iso-f",
            "csp.hci.ic.gov",
            "api.aws.hci.ic.gov",
            "us-isof-south-1",
            @"^us\-isof\-\w+\-\d+$",
            ["aws-iso-f-global", "us-isof-east-1", "us-isof-south-1"]
        ),
        new(
            "aws-us-gov",
            "amazonaws.com",
            "api.aws",
            "us-gov-west-1",
            @"^us\-gov\-\w+\-\d+$",
            ["aws-us-gov-global", "us-gov-east-1", "us-gov-west-1"]
        ),
    ];

    /// <summary>Gets the partition of unknown regions.</summary>
    public static Partition Default => All[0];

    private static readonly FrozenDictionary<string, Partition> ByRegion = All.SelectMany(partition =>
            partition.Regions.Select(region => KeyValuePair.Create(region, partition))
        )
        .ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, Partition> ById = All.ToFrozenDictionary(
        partition => partition.Id,
        StringComparer.Ordinal
    );

    /// <summary>Returns the partition of that ID; null if it is unknown.</summary>
    public static Partition? Find(string id) => ById.GetValueOrDefault(id);

    /// <summary>Whether a URL is an HTTPS address of AWS; TLS verifies the host.</summary>
    public static bool IsAws(Uri server) => server.Scheme == Uri.UriSchemeHttps && IsAwsHost(server.IdnHost);

    /// <summary>Whether a host name is in a domain that only AWS assigns.</summary>
    public static bool IsAwsHost(string host) =>
        All.Any(partition =>
            host.EndsWith($".{partition.DnsSuffix}", StringComparison.OrdinalIgnoreCase)
            || host.EndsWith($".{partition.DualStackDnsSuffix}", StringComparison.OrdinalIgnoreCase)
        );

    /// <summary>Whether a region of that name is in the list.</summary>
    public static bool IsKnown(string region) => ByRegion.ContainsKey(region);

    /// <summary>Whether a region of that name is known or matches the pattern of a partition.</summary>
    public static bool IsRegion(string region) =>
        ByRegion.ContainsKey(region)
        || All.Any(partition => Regex.IsMatch(region, partition.RegionPattern, RegexOptions.ECMAScript));

    /// <summary>Returns a region's partition: by its name, then by its pattern.</summary>
    public static Partition FromRegion(string region) =>
        ByRegion.GetValueOrDefault(region)
        ?? All.FirstOrDefault(partition => Regex.IsMatch(region, partition.RegionPattern, RegexOptions.ECMAScript))
        ?? Default;
}
