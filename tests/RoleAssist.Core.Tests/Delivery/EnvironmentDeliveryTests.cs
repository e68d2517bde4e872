using RoleAssist.Core.Delivery;
using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Environment;

namespace RoleAssist.Core.Tests.Delivery;

public class EnvironmentDeliveryTests
{
    private static readonly ProfileEndpoints Endpoints = new([
        new("AWS_ENDPOINT_URL_STS", "http://sts"),
        new("AWS_ENDPOINT_URL", "http://all"),
    ]);

    [Fact]
    public void Sets_the_keys_and_their_expiration()
    {
        var given = EnvironmentDelivery
            .GetVariables(Delivered.Session(region: "eu-west-1"))
            .ToDictionary(change => change.Name, change => change.Value);

        Assert.Equal(
            ("ASIA", "secret", "token"),
            (given["AWS_ACCESS_KEY_ID"], given["AWS_SECRET_ACCESS_KEY"], given["AWS_SESSION_TOKEN"])
        );
        Assert.Equal("2026-01-02T02:04:05Z", given["AWS_CREDENTIAL_EXPIRATION"]);
        Assert.Equal(("eu-west-1", "eu-west-1"), (given["AWS_REGION"], given["AWS_DEFAULT_REGION"]));
    }

    [Fact]
    public void Leaves_the_region_unchanged_if_the_profile_has_none() =>
        Assert.DoesNotContain(
            EnvironmentLayer.Apply(
                Delivered.Environment(),
                EnvironmentUse.Terminal,
                EnvironmentDelivery.GetVariables(Delivered.Session(region: null))
            ),
            change => change.Name is "AWS_REGION" or "AWS_DEFAULT_REGION"
        );

    [Fact]
    public void Every_delivery_sets_the_endpoints_of_the_profile()
    {
        foreach (var mode in new[] { DeliveryMode.Environment, DeliveryMode.Endpoint, DeliveryMode.Profile })
        {
            var given = Delivered.Given(mode, Delivered.Session(endpoints: Endpoints)).ToList();

            Assert.Contains(new EnvironmentChange("AWS_ENDPOINT_URL_STS", "http://sts"), given);
            Assert.Contains(new EnvironmentChange("AWS_ENDPOINT_URL", "http://all"), given);
        }
    }

    [Fact]
    public void Does_not_reveal_a_secret_when_a_change_is_logged() =>
        Assert.Equal("AWS_SECRET_ACCESS_KEY", new EnvironmentChange("AWS_SECRET_ACCESS_KEY", "secret").ToString());
}
