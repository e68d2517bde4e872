using RoleAssist.Core.Endpoints;

namespace RoleAssist.Core.Tests.Endpoints;

/// <summary>Cases of the published rule sets of Organizations and EC2: the host and the region to sign for.</summary>
public class AccountEndpointTests
{
    [Theory]
    [InlineData("eu-central-1", false, false, "organizations.us-east-1.amazonaws.com us-east-1")]
    [InlineData("eu-central-1", true, false, "organizations-fips.us-east-1.amazonaws.com us-east-1")]
    [InlineData("cn-north-1", false, false, "organizations.cn-northwest-1.amazonaws.com.cn cn-northwest-1")]
    [InlineData("us-gov-east-1", false, false, "organizations.us-gov-west-1.amazonaws.com us-gov-west-1")]
    [InlineData("us-gov-east-1", true, false, "organizations.us-gov-west-1.amazonaws.com us-gov-west-1")]
    public void Organizations_has_one_host_in_a_partition(string region, bool fips, bool dualStack, string expected) =>
        Assert.Equal(expected, Resolve(AwsService.Organizations, new EndpointRequest(region, fips, dualStack)));

    [Theory]
    [InlineData("eu-central-1", false, false, "ec2.eu-central-1.amazonaws.com eu-central-1")]
    [InlineData("eu-central-1", false, true, "ec2.eu-central-1.api.aws eu-central-1")]
    [InlineData("us-east-1", true, false, "ec2-fips.us-east-1.amazonaws.com us-east-1")]
    [InlineData("us-gov-west-1", true, false, "ec2.us-gov-west-1.amazonaws.com us-gov-west-1")]
    [InlineData("cn-north-1", false, false, "ec2.cn-north-1.amazonaws.com.cn cn-north-1")]
    public void Ec2_has_a_host_in_each_region(string region, bool fips, bool dualStack, string expected) =>
        Assert.Equal(expected, Resolve(AwsService.Ec2, new EndpointRequest(region, fips, dualStack)));

    [Fact]
    public void A_configured_endpoint_replaces_the_hosts_but_not_the_region_of_organizations()
    {
        var request = new EndpointRequest("eu-central-1", CustomUrl: new Uri("http://localhost:4566"));

        Assert.Equal("localhost us-east-1", Resolve(AwsService.Organizations, request));
        Assert.Equal("localhost eu-central-1", Resolve(AwsService.Ec2, request));
    }

    private static string Resolve(AwsService service, EndpointRequest request)
    {
        var endpoint = service.Resolve(request);
        return $"{endpoint.Url.Host} {endpoint.SigningRegion}";
    }
}
