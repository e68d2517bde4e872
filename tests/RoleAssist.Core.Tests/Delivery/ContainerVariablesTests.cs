using RoleAssist.Core.Delivery;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;

namespace RoleAssist.Core.Tests.Delivery;

/// <summary>What a container gets of an environment is the role that is asked for, or nothing and a sentence.</summary>
public class ContainerVariablesTests
{
    private static readonly DateTimeOffset Now = Delivered.End.AddMinutes(-30);

    [Fact]
    public void Keys_are_handed_on_by_name_with_what_the_role_has_set_beside_them() => Assert.Equal(
        ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_CREDENTIAL_EXPIRATION", "AWS_REGION", "AWS_DEFAULT_REGION", "AWS_ENDPOINT_URL_STS"],
        Of(Shell(DeliveryMode.Environment)).Names);

    [Fact]
    public void An_endpoint_needs_the_network_of_the_machine()
    {
        var variables = Of(Shell(DeliveryMode.Endpoint));

        Assert.True(variables.NeedsHostNetwork);
        Assert.Equal(["AWS_CONTAINER_CREDENTIALS_FULL_URI", "AWS_CONTAINER_AUTHORIZATION_TOKEN"], variables.Names.Take(2));
        Assert.DoesNotContain("AWS_ACCESS_KEY_ID", variables.Names);
    }

    [Fact]
    public void A_file_of_this_machine_stays_here()
    {
        var shell = Shell(DeliveryMode.Environment);
        shell["AWS_CA_BUNDLE"] = "/etc/ca.pem";
        shell[RoleAssistVariables.Variables] += ",AWS_CA_BUNDLE";

        Assert.DoesNotContain("AWS_CA_BUNDLE", Of(shell).Names);
    }

    [Fact]
    public void A_variable_of_the_profile_that_the_person_had_already_is_handed_on()
    {
        var shell = Shell(DeliveryMode.Environment);
        shell["AWS_ENDPOINT_URL_S3"] = "http://s3";

        Assert.Contains("AWS_ENDPOINT_URL_S3", Of(shell, endpoints: ["AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL_EC2"]).Names);
    }

    public static TheoryData<string, string, Action<Dictionary<string, string>>> Unfit() => new()
    {
        { "no role", "does not have the role of 'dev'", shell => shell.Clear() },
        { "keys that RoleAssist has not set", "does not have the role of 'dev'", shell => shell.Remove("ROLEASSIST_PROFILE") },
        { "another role", "has the role of 'prod', not of 'dev'", shell => shell["ROLEASSIST_PROFILE"] = "prod" },
        { "other keys since", "does not have its credentials", shell => shell["AWS_ACCESS_KEY_ID"] = "ASIAOTHER" },
        { "half of the keys", "does not have its credentials", shell => shell.Remove("AWS_SECRET_ACCESS_KEY") },
        { "no session token", "does not have its credentials", shell => shell["AWS_SESSION_TOKEN"] = "" },
        { "no keys", "does not have its credentials", shell => shell.Remove("AWS_ACCESS_KEY_ID") },
    };

    [Theory]
    [MemberData(nameof(Unfit))]
    public void Where_the_role_is_not_there_nothing_is_handed_on(string what, string words, Action<Dictionary<string, string>> change)
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
    public void An_endpoint_that_is_not_RoleAssists_is_not_handed_on(string name, string value)
    {
        var shell = Shell(DeliveryMode.Endpoint);
        shell[name] = value;

        Assert.Equal(ErrorCode.CredentialsMissing, Assert.Throws<RoleAssistException>(() => Of(shell)).Code);
    }

    [Fact]
    public void A_generated_profile_says_that_its_files_are_not_in_a_container() =>
        Assert.Contains("through a generated profile", Assert.Throws<RoleAssistException>(() => Of(Shell(DeliveryMode.Profile))).Message, StringComparison.Ordinal);

    [Fact]
    public void Keys_that_have_expired_are_an_error() =>
        Assert.Equal(ErrorCode.CredentialsExpired, Assert.Throws<RoleAssistException>(() => Of(Shell(DeliveryMode.Environment), now: Delivered.End.AddSeconds(1))).Code);

    [Theory]
    [InlineData(DeliveryMode.Environment, DeliveryMode.Endpoint)]
    [InlineData(DeliveryMode.Endpoint, DeliveryMode.Environment)]
    public void A_way_by_name_is_that_way_or_an_error(DeliveryMode there, DeliveryMode wished)
    {
        Assert.NotEmpty(Of(Shell(there), wished: there).Names);
        Assert.Contains("not '", Assert.Throws<RoleAssistException>(() => Of(Shell(there), wished: wished)).Message, StringComparison.Ordinal);
    }

    private static ContainerVariables Of(
        Dictionary<string, string> shell, DeliveryMode wished = DeliveryMode.Auto, IEnumerable<string>? endpoints = null, DateTimeOffset? now = null) =>
        ContainerVariables.Of(new ProcessEnvironment(shell), "dev", endpoints ?? [], wished, now ?? Now);

    private static Dictionary<string, string> Shell(DeliveryMode mode)
    {
        var shell = new Dictionary<string, string>();
        Delivered.Changed(shell, Delivered.Given(mode, Delivered.Session("eu-west-1", new([new("AWS_ENDPOINT_URL_STS", "http://sts")]))));
        return shell;
    }
}
