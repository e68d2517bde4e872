using RoleAssist.Core.Errors;
using RoleAssist.Core.Runs;

namespace RoleAssist.Core.Tests.Runs;

public class RegionSelectionTests
{
    [Theory]
    [InlineData("", false, "")]
    [InlineData("eu-west-1", false, "eu-west-1")]
    [InlineData("eu-west-1, us-east-1 ,|us-east-1|ap-south-2", false, "eu-west-1 us-east-1 ap-south-2")]
    [InlineData("enabled", true, "")]
    [InlineData("enabled|enabled", true, "")]
    [InlineData(",", false, "")]
    public void Parses_names_or_enabled(string texts, bool isEnabled, string names)
    {
        var regions = RegionSelection.Parse(texts.Split('|'));

        Assert.Equal((isEnabled, names), (regions.IsEnabled, string.Join(' ', regions.Names)));
    }

    [Theory]
    [InlineData("eu-west-1,enabled", "enabled")]
    [InlineData("eu west", "eu west")]
    [InlineData("eu-west-1/../x", "eu-west-1/../x")]
    [InlineData("*", "*")]
    public void Anything_else_is_an_error(string text, string wrong)
    {
        var fault = Assert.Throws<RoleAssistException>(() => RegionSelection.Parse([text]));

        Assert.Equal((ErrorCode.InvalidArgument, $"'{wrong}' is not a region."), (fault.Code, fault.Message));
    }
}
