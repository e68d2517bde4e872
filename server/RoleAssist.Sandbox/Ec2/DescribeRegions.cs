using System.IO.Enumeration;
using System.Xml.Linq;
using RoleAssist.Sandbox.Accounts;
using RoleAssist.Sandbox.Query;

namespace RoleAssist.Sandbox.Ec2;

/// <summary>
/// https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeRegions.html: the regions that an account has
/// enabled, and with <c>AllRegions</c> or by their names also the others.
/// </summary>
internal static class DescribeRegions
{
    public static IEnumerable<XElement?> Perform(QueryParameters parameters, Caller caller, DateTimeOffset now)
    {
        var names = parameters.Numbered("RegionName.").Select(number => parameters[$"RegionName.{number}"] ?? "");
        if (names.FirstOrDefault(name => !Regions.Exists(name)) is { } unknown)
        {
            // The words are not known (?).
            throw Ec2Errors.InvalidValue($"Invalid region: '{unknown}'.");
        }

        var filters = parameters
            .Numbered("Filter.")
            .Select(number => Filter.Read(parameters, $"Filter.{number}."))
            .ToList();
        if (parameters["DryRun"] == "true")
        {
            throw Ec2Errors.DryRun();
        }

        var hasNames = names.Any();
        var all = parameters["AllRegions"] == "true" || hasNames;
        return
        [
            Ec2Xml.Writer.Group(
                "regionInfo",
                Regions
                    .Of(caller.Account)
                    .Where(region => all || region.Status != Regions.NotOptedIn)
                    .Where(region => !hasNames || names.Contains(region.Name))
                    .Where(region => filters.TrueForAll(filter => filter.Matches(region.Name, region.Status)))
                    .Select(region => Item(region.Name, region.Status))
            ),
        ];
    }

    private static XElement Item(string name, string status) =>
        Ec2Xml.Writer.Group(
            "item",
            Ec2Xml.Writer.Text("regionName", name),
            Ec2Xml.Writer.Text("regionEndpoint", Endpoint(name)),
            Ec2Xml.Writer.Text("optInStatus", status)
        );

    private static string Endpoint(string region) => $"ec2.{region}.amazonaws.com";

    /// <summary>A filter: one of its values must match, and <c>*</c> and <c>?</c> match any characters.</summary>
    private sealed record Filter(string Name, IReadOnlyList<string> Values)
    {
        public static Filter Read(QueryParameters parameters, string prefix)
        {
            var name = parameters[prefix + "Name"] ?? "";
            return name is "endpoint" or "opt-in-status" or "region-name"
                ? new Filter(
                    name,
                    [
                        .. parameters
                            .Numbered(prefix + "Value.")
                            .Select(number => parameters[$"{prefix}Value.{number}"] ?? ""),
                    ]
                )
                : throw Ec2Errors.InvalidValue($"The filter '{name}' is invalid");
        }

        public bool Matches(string region, string status)
        {
            var tested = Name switch
            {
                "endpoint" => Endpoint(region),
                "opt-in-status" => status,
                _ => region,
            };
            return Values.Any(value => FileSystemName.MatchesSimpleExpression(value, tested, ignoreCase: false));
        }
    }
}
