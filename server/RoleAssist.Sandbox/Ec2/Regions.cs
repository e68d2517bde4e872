namespace RoleAssist.Sandbox.Ec2;

/// <summary>
/// The regions of the partition <c>aws</c>
/// (https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html).
/// </summary>
internal static class Regions
{
    public const string NotRequired = "opt-in-not-required";
    public const string OptedIn = "opted-in";
    public const string NotOptedIn = "not-opted-in";

    /// <summary>The opt-in region that some accounts have enabled.</summary>
    private const string OftenEnabled = "eu-south-2";

    private static readonly string[] AlwaysEnabled =
    [
        "ap-northeast-1",
        "ap-northeast-2",
        "ap-northeast-3",
        "ap-south-1",
        "ap-southeast-1",
        "ap-southeast-2",
        "ca-central-1",
        "eu-central-1",
        "eu-north-1",
        "eu-west-1",
        "eu-west-2",
        "eu-west-3",
        "sa-east-1",
        "us-east-1",
        "us-east-2",
        "us-west-1",
        "us-west-2",
    ];

    private static readonly string[] OnRequest =
    [
        "af-south-1",
        "ap-east-1",
        "ap-south-2",
        "ap-southeast-3",
        "ap-southeast-4",
        "ca-west-1",
        "eu-central-2",
        "eu-south-1",
        OftenEnabled,
        "il-central-1",
        "me-central-1",
        "me-south-1",
        "mx-central-1",
    ];

    public static bool Exists(string region) => AlwaysEnabled.Contains(region) || OnRequest.Contains(region);

    /// <summary>Gets all regions, with their status in an account.</summary>
    public static IEnumerable<(string Name, string Status)> Of(string account) =>
        AlwaysEnabled
            .Concat(OnRequest)
            .Select(region => (region, Status(account, region)))
            .OrderBy(region => region.region, StringComparer.Ordinal);

    public static bool IsEnabled(string account, string region) =>
        Exists(region) && Status(account, region) != NotOptedIn;

    /// <summary>Every fifth account, whose ID ends with 0 or 5, has enabled an opt-in region.</summary>
    private static string Status(string account, string region) =>
        AlwaysEnabled.Contains(region) ? NotRequired
        : region == OftenEnabled && account[^1] is '0' or '5' ? OptedIn
        : NotOptedIn;
}
