using RoleAssist.Core.Delivery;
using RoleAssist.Core.Environment;

namespace RoleAssist.Core.Tests.Delivery;

public class ProfileDeliveryTests
{
    [Fact]
    public void The_local_socket_that_proves_who_answers_is_asked_without_a_token()
    {
        var given = ProfileDelivery.Of(Delivered.Session(), Delivered.Grant, Delivered.Files).ToDictionary(change => change.Name, change => change.Value);

        Assert.False(given.ContainsValue(Delivered.Grant.Token));
        Assert.Equal(Delivered.Grant.LocalAddress, given["ROLEASSIST_CREDENTIALS_FULL_URI"]);
        Assert.Equal("dev", given["AWS_PROFILE"]);
        Assert.Equal("1", given["AWS_SDK_LOAD_CONFIG"]);
    }

    [Fact]
    public void A_token_leads_to_the_credentials_where_nothing_else_does()
    {
        var given = ProfileDelivery.Of(Delivered.Session(), Delivered.Grant with { LocalAddress = null }, Delivered.Files);

        Assert.Contains(new EnvironmentChange("ROLEASSIST_AUTHORIZATION_TOKEN", Delivered.Grant.Token), given);
    }
}
