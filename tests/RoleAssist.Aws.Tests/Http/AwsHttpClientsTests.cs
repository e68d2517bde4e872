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

/// <summary>Real connections: TLS under an authority of one's own, and through a proxy.</summary>
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
    public async Task A_bundle_with_several_certificates_is_trusted()
    {
        using var other = new TestAuthority();
        using var sts = Serve("localhost");

        await CallAsync(sts.Url, Bundle($"# the company's\n{other.Pem}\n{_authority.Pem}\n"));

        Assert.Equal(1, sts.Requests);
    }

    [Fact]
    public async Task Without_it_the_call_fails_and_says_what_to_do()
    {
        using var sts = Serve("localhost");

        var fault = await Assert.ThrowsAsync<RoleAssistException>(() => CallAsync(sts.Url, bundle: null));

        Assert.Equal((ErrorCode.ServiceUnreachable, 0), (fault.Code, sts.Requests));
        Assert.Contains("there is no trusted connection", fault.Message, StringComparison.Ordinal);
        Assert.Contains("AWS_CA_BUNDLE", fault.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_authority_is_not_enough()
    {
        using var other = new TestAuthority();
        using var sts = Serve("localhost");

        Assert.Equal(
            ErrorCode.ServiceUnreachable,
            (await Assert.ThrowsAsync<RoleAssistException>(() => CallAsync(sts.Url, Bundle(other.Pem)))).Code);
    }

    [Fact]
    public async Task A_trusted_certificate_for_another_host_is_not_taken()
    {
        using var sts = Serve("sts.example.test");

        var fault = await Assert.ThrowsAsync<RoleAssistException>(() => CallAsync(sts.Url, Bundle(_authority.Pem)));

        Assert.Contains("RemoteCertificateNameMismatch", fault.Message, StringComparison.Ordinal);
        Assert.Equal(0, sts.Requests);
    }

    [Fact]
    public async Task A_bundle_that_is_written_anew_is_read_anew()
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
    [InlineData(null, "is not there")]
    [InlineData("", "holds no certificate in PEM form")]
    [InlineData("-----BEGIN CERTIFICATE-----\nbm9uZQ==\n-----END CERTIFICATE-----", "holds something that is no certificate")]
    public async Task A_bundle_that_is_none_is_a_mistake_of_whoever_names_it(string? content, string words)
    {
        var bundle = new CaBundle(Path.Combine(_folder, "ca.pem"), "ca_bundle", new SourceLocation("config", 3, 1));
        if (content is not null)
        {
            await File.WriteAllTextAsync(bundle.Path, content);
        }

        var fault = await Assert.ThrowsAsync<RoleAssistException>(() => CallAsync("https://localhost:1", bundle));

        Assert.Equal((ErrorCode.ConfigurationInvalid, bundle.Location), (fault.Code, fault.Location));
        Assert.Equal($"The certificate bundle {bundle.Path} that ca_bundle names {words}.", fault.Summary);
    }

    [Fact]
    public async Task So_is_one_without_end()
    {
        if (!File.Exists("/dev/zero"))
        {
            return;
        }

        var fault = await Assert.ThrowsAsync<RoleAssistException>(() => CallAsync("https://localhost:1", new CaBundle("/dev/zero", "AWS_CA_BUNDLE")));

        Assert.Equal("The certificate bundle /dev/zero that AWS_CA_BUNDLE names has more than 16 MB.", fault.Summary);
    }

    [Fact]
    public async Task A_connection_without_tls_needs_no_bundle()
    {
        using var sts = new StubSts(StubSts.Role());

        await CallAsync(sts.Url, new CaBundle("/nowhere/ca.pem", "AWS_CA_BUNDLE"));

        Assert.Equal(1, sts.Requests);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("me:p%40ss")]
    public async Task A_call_goes_through_the_proxy_of_the_environment(string? userInfo)
    {
        using var sts = Serve("sts.example.test");
        using var proxy = new TestProxy(sts.Port, userInfo is null ? null : "me:p@ss");

        await CallAsync(
            "https://sts.example.test",
            Bundle(_authority.Pem),
            ("HTTPS_PROXY", userInfo is null ? $"http://{proxy.Address}" : $"http://{userInfo}@{proxy.Address}"));

        Assert.Equal("sts.example.test:443", Assert.Single(proxy.Tunnels));
        Assert.Equal(1, sts.Requests);
    }

    [Fact]
    public async Task A_proxy_that_refuses_the_password_is_told_without_it()
    {
        using var sts = Serve("sts.example.test");
        using var proxy = new TestProxy(sts.Port, "me:right");

        var fault = await Assert.ThrowsAsync<RoleAssistException>(() => CallAsync(
            "https://sts.example.test", Bundle(_authority.Pem), ("HTTPS_PROXY", $"http://me:wr0ng@{proxy.Address}")));

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
    public async Task A_proxy_that_is_down_is_named(string url, string variable, string proxy, string named)
    {
        var fault = await Assert.ThrowsAsync<RoleAssistException>(() => CallAsync(url, null, (variable, proxy)));

        Assert.Contains($"the proxy {named}", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", fault.Message, StringComparison.Ordinal);
        Assert.Contains("NO_PROXY", fault.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task This_machine_is_reached_without_the_proxy()
    {
        using var sts = Serve("localhost");
        using var proxy = new TestProxy(sts.Port);

        await CallAsync(sts.Url, Bundle(_authority.Pem), ("HTTPS_PROXY", $"http://{proxy.Address}"));

        Assert.Empty(proxy.Tunnels);
        Assert.Equal(1, sts.Requests);
    }

    [Fact]
    public async Task A_host_of_no_proxy_is_not_asked_for_at_the_proxy()
    {
        using var sts = Serve("sts.invalid");
        using var proxy = new TestProxy(sts.Port);

        // That name is nobody's anywhere, so the direct way must fail.
        var fault = await Assert.ThrowsAsync<RoleAssistException>(() => CallAsync(
            "https://sts.invalid", Bundle(_authority.Pem), ("HTTPS_PROXY", $"http://{proxy.Address}"), ("NO_PROXY", ".invalid")));

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

    private static async Task CallAsync(string url, CaBundle? bundle, params IEnumerable<(string Name, string Value)> environment)
    {
        using var http = new AwsHttpClients(new ProcessEnvironment(environment.Select(pair => KeyValuePair.Create(pair.Name, pair.Value))));
        await CallAsync(url, bundle, http);
    }

    private static async Task CallAsync(string url, CaBundle? bundle, AwsHttpClients http) =>
        await new SecurityTokenService(http, new RetryPolicy(TimeProvider.System, () => 0), TestClock.Of()).AssumeRoleAsync(
            new AwsCredentials("AKIAEXAMPLE", "secret"),
            new AssumeRoleStep("dev", "arn:aws:iam::123456789012:role/dev", null, null),
            "me",
            null,
            new ServiceEndpoint(new Uri(url), "us-east-1") { CaBundle = bundle },
            CancellationToken.None);
}
