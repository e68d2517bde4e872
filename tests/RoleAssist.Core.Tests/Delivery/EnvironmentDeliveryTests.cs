using RoleAssist.Core.Credentials;
using RoleAssist.Core.Delivery;
using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Core.Tests.Delivery;

public class EnvironmentDeliveryTests
{
    private static readonly DateTimeOffset End = new(2026, 1, 2, 3, 4, 5, 600, TimeSpan.FromHours(1));

    private static readonly ProfileEndpoints Endpoints = new([new("AWS_ENDPOINT_URL_STS", "http://sts"), new("AWS_ENDPOINT_URL", "http://all")]);

    [Fact]
    public void Gives_the_session_and_removes_whatever_else_names_credentials()
    {
        var changes = EnvironmentDelivery.Of(Session(region: "eu-west-1")).ToDictionary(change => change.Name, change => change.Value);

        Assert.Equal("ASIA", changes["AWS_ACCESS_KEY_ID"]);
        Assert.Equal("secret", changes["AWS_SECRET_ACCESS_KEY"]);
        Assert.Equal("token", changes["AWS_SESSION_TOKEN"]);
        Assert.Equal("2026-01-02T02:04:05Z", changes["AWS_CREDENTIAL_EXPIRATION"]);
        Assert.Equal(("eu-west-1", "eu-west-1"), (changes["AWS_REGION"], changes["AWS_DEFAULT_REGION"]));
        foreach (var rival in new[] { "AWS_PROFILE", "AWS_DEFAULT_PROFILE", "AWS_SECURITY_TOKEN", "AWS_CONTAINER_CREDENTIALS_FULL_URI", "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_ROLE_ARN" })
        {
            Assert.True(changes.ContainsKey(rival) && changes[rival] is null, rival);
        }
    }

    [Fact]
    public void Leaves_the_region_alone_where_the_profile_has_none() =>
        Assert.DoesNotContain(EnvironmentDelivery.Of(Session(region: null)), change => change.Name is "AWS_REGION" or "AWS_DEFAULT_REGION");

    [Fact]
    public void Passes_on_the_endpoints_of_the_profile()
    {
        var changes = EnvironmentDelivery.Of(Session(endpoints: Endpoints));

        Assert.Contains(new EnvironmentChange("AWS_ENDPOINT_URL_STS", "http://sts"), changes);
        Assert.Contains(new EnvironmentChange("AWS_ENDPOINT_URL", "http://all"), changes);
    }

    [Fact]
    public void Removal_leaves_nothing_that_was_set()
    {
        var session = Session(region: "eu-west-1", endpoints: Endpoints);

        var removed = EnvironmentDelivery.Removal(session.Chain);

        Assert.All(removed, change => Assert.Null(change.Value));
        Assert.Empty(EnvironmentDelivery.Of(session).Select(change => change.Name).Except(removed.Select(change => change.Name)));
    }

    [Fact]
    public void A_change_does_not_tell_its_secret_when_it_is_logged() =>
        Assert.Equal("AWS_SECRET_ACCESS_KEY", new EnvironmentChange("AWS_SECRET_ACCESS_KEY", "secret").ToString());

    private static Session Session(string? region = null, ProfileEndpoints? endpoints = null)
    {
        var credentials = new AwsCredentials("ASIA", "secret", "token", End);
        var chain = new RoleChain("dev", new KeySource(BaseKind.AccessKey, "home", credentials), [], region, new ServiceEndpoint(new Uri("https://sts"), "us-east-1"), endpoints ?? ProfileEndpoints.None);
        return new Session(new SessionId("id"), chain, credentials, "123456789012", "arn");
    }
}
