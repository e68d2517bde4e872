using RoleAssist.Core.Delivery;

namespace RoleAssist.Core.Tests.Delivery;

public class ProfileDeliveryTests
{
    [Theory]
    [InlineData(EnvironmentUse.Terminal, true)]
    [InlineData(EnvironmentUse.AllTerminals, true)]
    [InlineData(EnvironmentUse.Command, true)]
    [InlineData(EnvironmentUse.Process, false)]
    public void What_is_typed_and_logged_elsewhere_holds_no_token(EnvironmentUse use, bool hasToken)
    {
        var given = ProfileDelivery.Of(Delivered.Session(), Delivered.Grant, Delivered.Files, use).ToDictionary(change => change.Name, change => change.Value);

        Assert.Equal(hasToken, given.ContainsValue(Delivered.Grant.Token));
        Assert.Equal(hasToken ? Delivered.Grant.Address.AbsoluteUri : Delivered.Grant.LocalAddress, given["ROLEASSIST_CREDENTIALS_FULL_URI"]);
        Assert.Equal("dev", given["AWS_PROFILE"]);
    }

    [Fact]
    public void A_token_leads_to_the_credentials_where_nothing_else_does()
    {
        var given = ProfileDelivery.Of(Delivered.Session(), Delivered.Grant with { LocalAddress = null }, Delivered.Files, EnvironmentUse.Process);

        Assert.Contains(new EnvironmentChange("ROLEASSIST_AUTHORIZATION_TOKEN", Delivered.Grant.Token), given);
    }
}
