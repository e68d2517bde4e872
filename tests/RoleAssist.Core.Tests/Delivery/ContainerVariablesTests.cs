using RoleAssist.Core.Delivery;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;

namespace RoleAssist.Core.Tests.Delivery;

/// <summary>A container gets the requested role, or nothing and an error.</summary>
public class ContainerVariablesTests
{
    private static readonly DateTimeOffset Now = Delivered.End.AddMinutes(-30);

    [Fact]
    public void Passes_keys_by_name_with_the_other_variables_of_the_role() =>
        Assert.Equal(
            [
                "AWS_ACCESS_KEY_ID",
                "AWS_SECRET_ACCESS_KEY",
                "AWS_SESSION_TOKEN",
                "AWS_CREDENTIAL_EXPIRATION",
                "AWS_REGION",
                "AWS_DEFAULT_REGION",
                "AWS_ENDPOINT_URL_STS",
            ],
            Of(Shell(DeliveryMode.Environment)).Names
        );

    [Fact]
    public void Passes_the_endpoint_and_its_token()
    {
        var variables = Of(Shell(DeliveryMode.Endpoint));

        Assert.Equal(DeliveryMode.Endpoint, variables.Delivery);
        Assert.Equal(
            ["AWS_CONTAINER_CREDENTIALS_FULL_URI", "AWS_CONTAINER_AUTHORIZATION_TOKEN"],
            variables.Names.Take(2)
        );
        Assert.DoesNotContain("AWS_ACCESS_KEY_ID", variables.Names);
    }

    [Fact]
    public void Does_not_pass_files_of_this_machine()
    {
        var shell = Shell(DeliveryMode.Environment);
        shell["AWS_CA_BUNDLE"] = "/etc/ca.pem";
        shell[RoleAssistVariables.Variables] += ",AWS_CA_BUNDLE";

        Assert.DoesNotContain("AWS_CA_BUNDLE", Of(shell).Names);
    }

    [Fact]
    public void Passes_a_variable_of_the_profile_that_was_already_set()
    {
        var shell = Shell(DeliveryMode.Environment);
        shell["AWS_ENDPOINT_URL_S3"] = "http://s3";

        Assert.Contains(
            "AWS_ENDPOINT_URL_S3",
            Of(shell, endpoints: ["AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL_EC2"]).Names
        );
    }

    public static TheoryData<string, string, Action<Dictionary<string, string>>> Unfit() =>
        new()
        {
            { "no role", "does not have the role of 'dev'", shell => shell.Clear() },
            {
                "keys that RoleAssist has not set",
                "does not have the role of 'dev'",
                shell => shell.Remove("ROLEASSIST_PROFILE")
            },
            { "another role", "has the role of 'prod', not of 'dev'", shell => shell["ROLEASSIST_PROFILE"] = "prod" },
            { "other keys since", "does not have its credentials", shell => shell["AWS_ACCESS_KEY_ID"] = "ASIAOTHER" },
            { "half of the keys", "does not have its credentials", shell => shell.Remove("AWS_SECRET_ACCESS_KEY") },
            { "no session token", "does not have its credentials", shell => shell["AWS_SESSION_TOKEN"] = "" },
            { "no keys", "does not have its credentials", shell => shell.Remove("AWS_ACCESS_KEY_ID") },
        };

    [Theory]
    [MemberData(nameof(Unfit))]
    public void Passes_nothing_without_the_role(string what, string words, Action<Dictionary<string, string>> change)
    {
        var shell = Shell(DeliveryMode.Environment);
        change(shell);

        var fault = Assert.Throws<RoleAssistException>(() => Of(shell));

        Assert.True(fault.Code == ErrorCode.CredentialsMissing, what);
        Assert.Contains(words, fault.Message, StringComparison.Ordinal);
        Assert.Contains("roleassist exec PROFILE -- ", fault.Hint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://169.254.170.2/other")]
    [InlineData("AWS_CONTAINER_AUTHORIZATION_TOKEN", "another")]
    [InlineData("AWS_CONTAINER_AUTHORIZATION_TOKEN", "")]
    public void Does_not_pass_an_endpoint_that_is_not_RoleAssists(string name, string value)
    {
        var shell = Shell(DeliveryMode.Endpoint);
        shell[name] = value;

        Assert.Equal(ErrorCode.CredentialsMissing, Assert.Throws<RoleAssistException>(() => Of(shell)).Code);
    }

    [Fact]
    public void Passes_a_generated_profile_and_the_address_of_its_credentials()
    {
        var variables = Of(Shell(DeliveryMode.Profile));

        Assert.Equal(DeliveryMode.Profile, variables.Delivery);
        Assert.Equal(
            ["AWS_PROFILE", "AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE", "AWS_SDK_LOAD_CONFIG"],
            variables.Names.Take(4)
        );
        Assert.Contains("ROLEASSIST_CREDENTIALS_FULL_URI", variables.Names);
        Assert.DoesNotContain("ROLEASSIST_AUTHORIZATION_TOKEN", variables.Names);
    }

    [Fact]
    public void Refuses_expired_keys() =>
        Assert.Equal(
            ErrorCode.CredentialsExpired,
            Assert
                .Throws<RoleAssistException>(() =>
                    Of(Shell(DeliveryMode.Environment), now: Delivered.End.AddSeconds(1))
                )
                .Code
        );

    [Theory]
    [InlineData(DeliveryMode.Environment, DeliveryMode.Endpoint)]
    [InlineData(DeliveryMode.Endpoint, DeliveryMode.Environment)]
    [InlineData(DeliveryMode.Profile, DeliveryMode.Environment)]
    public void Requires_the_requested_delivery(DeliveryMode there, DeliveryMode requested)
    {
        Assert.NotEmpty(Of(Shell(there), requested: there).Names);
        Assert.Contains(
            "not '",
            Assert.Throws<RoleAssistException>(() => Of(Shell(there), requested: requested)).Message,
            StringComparison.Ordinal
        );
    }

    private static ContainerVariables Of(
        Dictionary<string, string> shell,
        DeliveryMode requested = DeliveryMode.Auto,
        IEnumerable<string>? endpoints = null,
        DateTimeOffset? now = null
    ) => ContainerVariables.Find(new ProcessEnvironment(shell), "dev", endpoints ?? [], requested, now ?? Now);

    private static Dictionary<string, string> Shell(DeliveryMode mode)
    {
        var shell = new Dictionary<string, string>();
        Delivered.Changed(
            shell,
            Delivered.Given(mode, Delivered.Session("eu-west-1", new([new("AWS_ENDPOINT_URL_STS", "http://sts")])))
        );
        return shell;
    }
}
