using System.Text.Json;
using RoleAssist.Core.Endpoints;
using RoleAssist.TestInfrastructure;

namespace RoleAssist.Core.Tests.Endpoints;

public class PartitionTests
{
    [ConformanceFact]
    public void The_table_equals_that_of_aws()
    {
        using var file = JsonDocument.Parse(
            File.ReadAllText(Path.Combine(Repository.Conformance!, "botocore", "partitions.json"))
        );

        var expected = file.RootElement.GetProperty("partitions").EnumerateArray().Select(Describe);

        Assert.Equal(
            expected.Order(StringComparer.Ordinal),
            Partitions.All.Select(Describe).Order(StringComparer.Ordinal)
        );
    }

    [Theory]
    [InlineData("eu-central-1", "aws")]
    [InlineData("us-east-3", "aws")]
    [InlineData("mx-south-9", "aws")]
    [InlineData("us-gov-north-1", "aws-us-gov")]
    [InlineData("cn-south-1", "aws-cn")]
    [InlineData("us-isob-west-7", "aws-iso-b")]
    [InlineData("eusc-de-west-2", "aws-eusc")]
    [InlineData("aws-iso-f-global", "aws-iso-f")]
    [InlineData("mars-north-1", "aws")]
    [InlineData("local", "aws")]
    public void Finds_a_partition_by_the_regions_name_and_then_by_its_pattern(string region, string partition) =>
        Assert.Equal(partition, Partitions.FromRegion(region).Id);

    [Fact]
    public void Returns_null_for_an_unknown_partition() => Assert.Null(Partitions.Find("aws-mars"));

    private static string Describe(Partition partition) =>
        Describe(
            partition.Id,
            partition.DnsSuffix,
            partition.DualStackDnsSuffix,
            partition.ImplicitGlobalRegion,
            partition.SupportsFips,
            partition.SupportsDualStack,
            partition.RegionPattern,
            partition.Regions
        );

    private static string Describe(JsonElement partition)
    {
        var outputs = partition.GetProperty("outputs");
        return Describe(
            partition.GetProperty("id").GetString()!,
            outputs.GetProperty("dnsSuffix").GetString()!,
            outputs.GetProperty("dualStackDnsSuffix").GetString()!,
            outputs.GetProperty("implicitGlobalRegion").GetString()!,
            outputs.GetProperty("supportsFIPS").GetBoolean(),
            outputs.GetProperty("supportsDualStack").GetBoolean(),
            partition.GetProperty("regionRegex").GetString()!,
            partition.GetProperty("regions").EnumerateObject().Select(region => region.Name)
        );
    }

    private static string Describe(
        string id,
        string suffix,
        string dualStackSuffix,
        string home,
        bool fips,
        bool dualStack,
        string pattern,
        IEnumerable<string> regions
    ) =>
        $"{id} {suffix} {dualStackSuffix} {home} {fips} {dualStack} {pattern} {string.Join(',', regions.Order(StringComparer.Ordinal))}";
}
