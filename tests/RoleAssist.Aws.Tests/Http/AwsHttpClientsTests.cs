using RoleAssist.Aws.Http;
using RoleAssist.Aws.Sts;
using RoleAssist.Aws.Tests.Fakes;
using RoleAssist.Aws.Tests.Sts;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;

namespace RoleAssist.Aws.Tests.Http;

/// <summary>Tests real connections: TLS with certificates of a test authority, and through a proxy.</summary>
public sealed class AwsHttpClientsTests : IDisposable
{
    private readonly TestAuthority _authority = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("roleassist-http-").FullName;

    public void Dispose()
    {
        _authority.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Trusts_a_bundle_with_several_certificates()
    {
        using var other = new TestAuthority();
        using var sts = Serve("localhost");

        await CallAsync(sts.Url, Bundle($"# the company's\n{other.Pem}\n{_authority.Pem}\n"));

        Assert.Equal(1, sts.Requests);
    }

    [Fact]
    public async Task Without_the_bundle_the_call_fails_with_a_hint()
    {
        using var sts = Serve("localhost");

        var fault = await Assert.ThrowsAsync<RoleAssistException>(() => CallAsync(sts.Url, bundle: null));

        Assert.Equal((ErrorCode.ServiceUnreachable, 0), (fault.Code, sts.Requests));
        Assert.Contains("the TLS connection to", fault.Message, StringComparison.Ordinal);
        Assert.Contains("AWS_CA_BUNDLE", fault.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rejects_a_certificate_of_another_authority()
    {
        using var other = new TestAuthority();
        using var sts = Serve("localhost");

        Assert.Equal(
            ErrorCode.ServiceUnreachable,
            (await Assert.ThrowsAsync<RoleAssistException>(() => CallAsync(sts.Url, Bundle(other.Pem)))).Code
        );
    }

    [Fact]
    public async Task Rejects_a_trusted_certificate_for_another_host()
    {
        using var sts = Serve("sts.example.test");

        var fault = await Assert.ThrowsAsync<RoleAssistException>(() => CallAsync(sts.Url, Bundle(_authority.Pem)));

        Assert.Contains("RemoteCertificateNameMismatch", fault.Message, StringComparison.Ordinal);
        Assert.Equal(0, sts.Requests);
    }

    [Fact]
    public async Task Rereads_a_bundle_that_was_rewritten()
    {
        using var other = new TestAuthority();
        using var sts = Serve("localhost");
        using var http = new AwsHttpClients(new ProcessEnvironment([]));
        var bundle = Bundle(other.Pem);
        await Assert.ThrowsAsync<RoleAssistException>(() => CallAsync(sts.Url, bundle, http));

        await File.WriteAllTextAsync(bundle.Path, _authority.Pem);
        File.SetLastWriteTimeUtc(bundle.Path, new DateTime(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc));

        await CallAsync(sts.Url, bundle, http);
    }

    [Theory]
    [InlineData(null, "does not exist")]
    [InlineData("", "contains no PEM certificate")]
    [InlineData("-----BEGIN CERTIFICATE-----\nbm9uZQ==\n-----END CERTIFICATE-----", "contains an invalid certificate")]
    public async Task An_unusable_bundle_is_a_configuration_error(string? content, string words)
    {
        var bundle = new CaBundle(Path.Combine(_folder, "ca.pem"), "ca_bundle", new SourceLocation("config", 3, 1));
        if (content is not null)
        {
            await File.WriteAllTextAsync(bundle.Path, content);
        }

        var fault = await Assert.ThrowsAsync<RoleAssistException>(() => CallAsync("https://localhost:1", bundle));

        Assert.Equal((ErrorCode.ConfigurationInvalid, bundle.Location), (fault.Code, fault.Location));
        Assert.Equal($"The certificate bundle {bundle.Path} (from ca_bundle) {words}.", fault.Summary);
    }

    [Fact]
    public async Task An_endless_bundle_is_a_configuration_error()
    {
        if (!File.Exists("/dev/zero"))
        {
            return;
        }

        var fault = await Assert.ThrowsAsync<RoleAssistException>(() =>
            CallAsync("https://localhost:1", new CaBundle("/dev/zero", "AWS_CA_BUNDLE"))
        );

        Assert.Equal("The certificate bundle /dev/zero (from AWS_CA_BUNDLE) is larger than 16 MB.", fault.Summary);
    }

    [Fact]
    public async Task Ignores_the_bundle_for_plain_http()
    {
        using var sts = new StubSts(StubSts.Role());

        await CallAsync(sts.Url, new CaBundle("/nowhere/ca.pem", "AWS_CA_BUNDLE"));

        Assert.Equal(1, sts.Requests);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("me:p%40ss")]
    public async Task Uses_the_proxy_of_the_environment(string? userInfo)
    {
        using var sts = Serve("sts.example.test");
        using var proxy = new TestProxy(sts.Port, userInfo is null ? null : "me:p@ss");

        await CallAsync(
            "https://sts.example.test",
            Bundle(_authority.Pem),
            ("HTTPS_PROXY", userInfo is null ? $"http://{proxy.Address}" : $"http://{userInfo}@{proxy.Address}")
        );

        Assert.Equal("sts.example.test:443", Assert.Single(proxy.Tunnels));
        Assert.Equal(1, sts.Requests);
    }

    [Fact]
    public async Task Reports_a_rejected_proxy_password_without_showing_it()
    {
        using var sts = Serve("sts.example.test");
        using var proxy = new TestProxy(sts.Port, "me:right");

        var fault = await Assert.ThrowsAsync<RoleAssistException>(() =>
            CallAsync(
                "https://sts.example.test",
                Bundle(_authority.Pem),
                ("HTTPS_PROXY", $"http://me:wr0ng@{proxy.Address}")
            )
        );

        Assert.Equal((ErrorCode.ServiceUnreachable, 0), (fault.Code, sts.Requests));
        Assert.Contains("407", fault.Message, StringComparison.Ordinal);
        Assert.Contains("HTTPS_PROXY", fault.Hint, StringComparison.Ordinal);
        Assert.DoesNotContain("\"", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("wr0ng", fault.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://sts.example.test", "HTTPS_PROXY", "http://me:hidden@127.0.0.1:1", "http://127.0.0.1:1")]
    [InlineData("http://sts.example.test", "HTTP_PROXY", "http://127.0.0.1:1", "http://127.0.0.1:1")]
    [InlineData("https://sts.example.test", "ALL_PROXY", "http://proxy.invalid:3128", "http://proxy.invalid:3128")]
    public async Task Names_a_proxy_that_is_down(string url, string variable, string proxy, string named)
    {
        var fault = await Assert.ThrowsAsync<RoleAssistException>(() => CallAsync(url, null, (variable, proxy)));

        Assert.Contains($"the proxy {named}", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", fault.Message, StringComparison.Ordinal);
        Assert.Contains("NO_PROXY", fault.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reaches_loopback_addresses_without_the_proxy()
    {
        using var sts = Serve("localhost");
        using var proxy = new TestProxy(sts.Port);

        await CallAsync(sts.Url, Bundle(_authority.Pem), ("HTTPS_PROXY", $"http://{proxy.Address}"));

        Assert.Empty(proxy.Tunnels);
        Assert.Equal(1, sts.Requests);
    }

    [Fact]
    public async Task Reaches_hosts_in_no_proxy_without_the_proxy()
    {
        using var sts = Serve("sts.invalid");
        using var proxy = new TestProxy(sts.Port);

        // The host name does not exist, so the direct connection must fail.
        var fault = await Assert.ThrowsAsync<RoleAssistException>(() =>
            CallAsync(
                "https://sts.invalid",
                Bundle(_authority.Pem),
                ("HTTPS_PROXY", $"http://{proxy.Address}"),
                ("NO_PROXY", ".invalid")
            )
        );

        Assert.True(fault.Code is ErrorCode.ServiceUnreachable or ErrorCode.ServiceTimeout, fault.Message);
        Assert.Empty(proxy.Tunnels);
    }

    private StubSts Serve(string host) => new(StubSts.Role(headers: "")) { Certificate = _authority.Issue(host) };

    private CaBundle Bundle(string pem)
    {
        var path = Path.Combine(_folder, "ca.pem");
        File.WriteAllText(path, pem);
        return new CaBundle(path, "AWS_CA_BUNDLE");
    }

    private static async Task CallAsync(
        string url,
        CaBundle? bundle,
        params IEnumerable<(string Name, string Value)> environment
    )
    {
        using var http = new AwsHttpClients(
            new ProcessEnvironment(environment.Select(pair => KeyValuePair.Create(pair.Name, pair.Value)))
        );
        await CallAsync(url, bundle, http);
    }

    private static async Task CallAsync(string url, CaBundle? bundle, AwsHttpClients http) =>
        await new SecurityTokenService(
            http,
            new RetryPolicy(TimeProvider.System, () => 0),
            TestClock.Of()
        ).AssumeRoleAsync(
            new AwsCredentials("AKIAEXAMPLE", "secret"),
            new AssumeRoleStep("dev", "arn:aws:iam::123456789012:role/dev", null, null),
            "me",
            null,
            new ServiceEndpoint(new Uri(url), "us-east-1") { CaBundle = bundle },
            CancellationToken.None
        );
}
