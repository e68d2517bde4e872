using RoleAssist.Sandbox.Ec2;
using RoleAssist.Sandbox.Tests.Support;

namespace RoleAssist.Sandbox.Tests.Ec2;

/// <summary>Tests EC2's errors, which have an envelope of their own.</summary>
public sealed class DescribeRegionsTests
{
    private readonly TestSts _sts = new();
    private readonly Ec2Service _service;

    public DescribeRegionsTests() => _service = new Ec2Service(_sts.Directory, _sts.Tokens);

    [Theory]
    [InlineData("RegionName.1", "nowhere", 400, "InvalidParameterValue")]
    [InlineData("Filter.1.Name", "color", 400, "InvalidParameterValue")]
    [InlineData("DryRun", "true", 412, "DryRunOperation")]
    public void Rejects_an_invalid_call(string parameter, string value, int status, string code) =>
        Assert.Equal((status, code), Refused(Signer, (parameter, value)));

    [Fact]
    public void Every_wrong_signature_is_the_same_failure()
    {
        Assert.Equal(
            (401, "AuthFailure"),
            Refused(Signer with { Keys = _sts.AliceKeys with { SecretAccessKey = "wrong" } })
        );
        Assert.Equal((401, "AuthFailure"), Refused(Signer with { Keys = new Keys("AKIANOBODYNOBODYNOBO", "x") }));
        Assert.Equal((401, "AuthFailure"), Refused(Signer with { Region = "eu-south-1" }));
    }

    [Fact]
    public void An_account_whose_id_ends_with_0_or_5_has_one_region_more()
    {
        Assert.True(Regions.IsEnabled("888899990000", "eu-south-2"));
        Assert.True(Regions.IsEnabled("123456789015", "eu-south-2"));
        Assert.False(Regions.IsEnabled("111122223333", "eu-south-2"));
        Assert.False(Regions.IsEnabled("888899990000", "eu-south-1"));
    }

    [Fact]
    public void Lists_the_enabled_regions()
    {
        var answer = _service.Answer(Signer.Post("DescribeRegions"), _sts.Time.GetUtcNow());
        var xml = new Answer(answer.Status, answer.Body).Granted().Xml;
        Assert.Equal("{http://ec2.amazonaws.com/doc/2016-11-15/}DescribeRegionsResponse", xml.Name.ToString());
        Assert.Equal(["requestId", "regionInfo"], xml.Elements().Select(element => element.Name.LocalName));
        Assert.Equal(17, xml.Elements().Last().Elements().Count());
    }

    private RequestSigner Signer => _sts.Signer(_sts.AliceKeys) with { Service = "ec2", ApiVersion = "2016-11-15" };

    private (int Status, string? Code) Refused(
        RequestSigner signer,
        params IEnumerable<(string Name, string Value)> parameters
    )
    {
        var request = signer.Post("DescribeRegions", parameters);
        Assert.True(_service.Serves(request));
        var answer = _service.Answer(request, _sts.Time.GetUtcNow());
        var xml = new Answer(answer.Status, answer.Body);
        Assert.Equal("Response", xml.Xml.Name);
        Assert.Equal(["Errors", "RequestID"], xml.Xml.Elements().Select(element => element.Name.LocalName));
        return (xml.Status, xml.Code);
    }
}
