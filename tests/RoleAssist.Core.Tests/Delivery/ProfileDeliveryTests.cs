using RoleAssist.Core.Delivery;
using RoleAssist.Core.Environment;

namespace RoleAssist.Core.Tests.Delivery;

public class ProfileDeliveryTests
{
    [Fact]
    public void Needs_no_token_for_the_local_socket()
    {
        var given = ProfileDelivery
            .GetVariables(Delivered.Session(), Delivered.Grant, Delivered.Files)
            .ToDictionary(change => change.Name, change => change.Value);

        Assert.False(given.ContainsValue(Delivered.Grant.Token));
        Assert.Equal(Delivered.Grant.LocalAddress, given["ROLEASSIST_CREDENTIALS_FULL_URI"]);
        Assert.Equal("dev", given["AWS_PROFILE"]);
        Assert.Equal("1", given["AWS_SDK_LOAD_CONFIG"]);
    }

    [Fact]
    public void Uses_a_token_if_there_is_no_local_socket()
    {
        var given = ProfileDelivery.GetVariables(
            Delivered.Session(),
            Delivered.Grant with
            {
                LocalAddress = null,
            },
            Delivered.Files
        );

        Assert.Contains(new EnvironmentChange("ROLEASSIST_AUTHORIZATION_TOKEN", Delivered.Grant.Token), given);
    }
}
