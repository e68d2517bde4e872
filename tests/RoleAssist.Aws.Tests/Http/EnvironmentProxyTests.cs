using System.Net;
using RoleAssist.Aws.Http;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;

namespace RoleAssist.Aws.Tests.Http;

public class EnvironmentProxyTests
{
    [Theory]
    [InlineData("HTTPS_PROXY=http://p:1", "https://sts.amazonaws.com", "http://p:1/")]
    [InlineData(
        "https_proxy=http://lower:1 HTTPS_PROXY=http://upper:1",
        "https://sts.amazonaws.com",
        "http://lower:1/"
    )]
    [InlineData("HTTPS_PROXY=http://p:1", "http://sts.example.com", null)]
    [InlineData("HTTP_PROXY=http://p:1", "http://sts.example.com", "http://p:1/")]
    [InlineData("HTTP_PROXY=http://p:1", "https://sts.amazonaws.com", null)]
    [InlineData("ALL_PROXY=http://p:1", "https://sts.amazonaws.com", "http://p:1/")]
    [InlineData("ALL_PROXY=socks5://p:1", "http://sts.example.com", "socks5://p:1")]
    [InlineData("ALL_PROXY=http://all:1 HTTPS_PROXY=http://p:1", "https://sts.amazonaws.com", "http://p:1/")]
    [InlineData("HTTPS_PROXY=p:3128", "https://sts.amazonaws.com", "http://p:3128/")]
    [InlineData("HTTPS_PROXY=https://p:1", "https://sts.amazonaws.com", "https://p:1/")]
    [InlineData("HTTPS_PROXY=http://p:1", "https://localhost:8443", null)]
    [InlineData("HTTPS_PROXY=http://p:1", "https://sts.localhost:8443", null)]
    [InlineData("HTTPS_PROXY=http://p:1", "https://127.8.9.1", null)]
    [InlineData("HTTPS_PROXY=http://p:1", "https://[::1]", null)]
    [InlineData("HTTP_PROXY=http://p:1", "http://169.254.169.254/latest", null)]
    [InlineData("HTTP_PROXY=http://p:1", "http://169.254.170.2/", null)]
    public void Selects_the_proxy_by_scheme_and_never_for_local_addresses(
        string environment,
        string destination,
        string? proxy
    ) => Assert.Equal(proxy is null ? null : new Uri(proxy), From(environment)!.GetProxy(new Uri(destination)));

    [Theory]
    [InlineData("*", "sts.amazonaws.com", true)]
    [InlineData("amazonaws.com", "sts.amazonaws.com", true)]
    [InlineData(".amazonaws.com", "sts.amazonaws.com", true)]
    [InlineData("*.amazonaws.com", "STS.AmazonAWS.com", true)]
    [InlineData("sts.amazonaws.com", "sts.amazonaws.com", true)]
    [InlineData("aws.com", "sts.amazonaws.com", false)]
    [InlineData("other.com,  amazonaws.com", "sts.amazonaws.com", true)]
    [InlineData("sts.amazonaws.com:443", "sts.amazonaws.com", true)]
    [InlineData("sts.amazonaws.com:8443", "sts.amazonaws.com", false)]
    [InlineData("10.1.2.3", "10.1.2.3", true)]
    [InlineData("10.0.0.0/8", "10.1.2.3", true)]
    [InlineData("10.0.0.0/8", "11.1.2.3", false)]
    [InlineData("2.3", "10.1.2.3", false)]
    [InlineData("fd00:ec2::/32", "[fd00:ec2::23]", true)]
    [InlineData("[fd00:ec2::23]:443", "[fd00:ec2::23]", true)]
    [InlineData(",,", "sts.amazonaws.com", false)]
    public void No_proxy_matches_domains_with_subdomains_addresses_and_networks(
        string noProxy,
        string host,
        bool bypassed
    ) =>
        Assert.Equal(
            bypassed,
            From($"HTTPS_PROXY=http://p:1|NO_PROXY={noProxy}", '|')!.IsBypassed(new Uri($"https://{host}"))
        );

    [Theory]
    [InlineData("http://me:p%40ss@p:1", "me", "p@ss")]
    [InlineData("http://me:p@s/s:1#@p:1", "me", "p@s/s:1#")]
    [InlineData("me@p:1", "me", "")]
    public void Separates_user_and_password_from_the_proxy_address(string url, string user, string password)
    {
        var proxy = From($"HTTPS_PROXY={url}")!;

        var address = proxy.GetProxy(new Uri("https://sts.amazonaws.com"))!;
        var credential = proxy.Credentials!.GetCredential(address, "Basic")!;

        Assert.Equal((new Uri("http://p:1"), user, password), (address, credential.UserName, credential.Password));
        Assert.Null(proxy.Credentials.GetCredential(new Uri("http://other:1"), "Basic"));
    }

    [Theory]
    [InlineData("http://me:secret@")]
    [InlineData("ftp://me:secret@host")]
    [InlineData("http://me:secret@:99999")]
    public void Reports_an_invalid_proxy_url_without_its_password(string url)
    {
        var fault = Assert.Throws<RoleAssistException>(() => From($"HTTPS_PROXY={url}"));

        Assert.Equal(ErrorCode.ConfigurationInvalid, fault.Code);
        Assert.Contains("HTTPS_PROXY", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_variables_only_the_system_proxy_is_used() =>
        Assert.Equal(
            OperatingSystem.IsWindows() || OperatingSystem.IsMacOS() ? HttpClient.DefaultProxy : null,
            From("NO_PROXY=x")
        );

    private static IWebProxy? From(string environment, char separator = ' ') =>
        EnvironmentProxy.From(
            new ProcessEnvironment(
                environment
                    .Split(separator, StringSplitOptions.RemoveEmptyEntries)
                    .Select(pair => pair.Split('=', 2))
                    .Select(pair => KeyValuePair.Create(pair[0], pair[1]))
            )
        );
}
