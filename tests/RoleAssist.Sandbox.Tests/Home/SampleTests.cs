using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using RoleAssist.Sandbox.Errors;
using RoleAssist.Sandbox.Tests.Support;

namespace RoleAssist.Sandbox.Tests.Home;

/// <summary>Tests the home folder of a sandbox.</summary>
public sealed class SampleTests : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("roleassist-sandbox-test-").FullName;

    private string ConfigFile => Path.Combine(_home, ".aws", "config");

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [Fact]
    public async Task Lists_profiles_in_the_order_of_the_file()
    {
        await using var sandbox = await StartAsync();
        var inFile = (await File.ReadAllLinesAsync(ConfigFile))
            .Where(line => line.StartsWith("[profile ", StringComparison.Ordinal))
            .Select(line => line["[profile ".Length..^1]);
        Assert.Equal(sandbox.Description.Profiles, inFile);
        Assert.Equal(["home", "dev", "prod-admin", "prod-audit", "vendor", "long"], inFile.Take(6));
    }

    [Fact]
    public async Task Another_run_changes_only_endpoints_and_tokens()
    {
        await using (var first = await StartAsync())
        {
            await File.AppendAllTextAsync(ConfigFile, "\n[profile mine]\nendpoint_url = http://example.com\n");
        }

        var before = await File.ReadAllTextAsync(ConfigFile);
        var keys = LiveSandbox.KeysIn(Path.Combine(_home, ".aws", "credentials"));
        var buildToken = await File.ReadAllTextAsync(Path.Combine(_home, ".aws", "build-token"));
        await using var second = await StartAsync();
        var oldEndpoint = before.Split("endpoint_url = ")[1].Split('\n')[0];
        Assert.Equal(
            before.Replace(oldEndpoint, second.Description.Endpoint, StringComparison.Ordinal),
            await File.ReadAllTextAsync(ConfigFile)
        );
        Assert.Equal(8, before.Split("endpoint_url = ").Length - 1);
        Assert.Equal(keys, LiveSandbox.KeysIn(Path.Combine(_home, ".aws", "credentials")));
        Assert.NotEqual(buildToken, await File.ReadAllTextAsync(Path.Combine(_home, ".aws", "build-token")));
    }

    [Fact]
    public async Task Adds_the_endpoint_of_iam_to_files_of_older_sandboxes()
    {
        await using (var first = await StartAsync())
        {
            var config = await File.ReadAllTextAsync(ConfigFile);
            await File.WriteAllTextAsync(
                ConfigFile,
                config.Replace($"iam =\n  endpoint_url = {first.Description.Endpoint}\n", "", StringComparison.Ordinal)
            );
        }

        Assert.DoesNotContain("iam =", await File.ReadAllTextAsync(ConfigFile), StringComparison.Ordinal);
        await using var second = await StartAsync();
        Assert.Contains(
            $"[services sandbox]\niam =\n  endpoint_url = {second.Description.Endpoint}\nsts =\n",
            await File.ReadAllTextAsync(ConfigFile),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Adds_the_profiles_that_begin_with_a_browser_to_files_of_older_sandboxes()
    {
        await using (var first = await StartAsync())
        {
            var config = await File.ReadAllTextAsync(ConfigFile);
            await File.WriteAllTextAsync(
                ConfigFile,
                config[..config.IndexOf("\n# The same Identity Center", StringComparison.Ordinal)]
            );
        }

        Assert.DoesNotContain("aws-login", await File.ReadAllTextAsync(ConfigFile), StringComparison.Ordinal);
        await using var second = await StartAsync();
        var added = await File.ReadAllTextAsync(ConfigFile);
        Assert.Single(added.Split("[sso-session portal]").Skip(1));
        Assert.Contains("login_session = arn:aws:iam::111122223333:user/alice\n", added, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_has_signed_in_where_a_person_has_to()
    {
        await using var sandbox = await StartAsync();
#pragma warning disable CA5350 // The name of the file, not a secret.
        var name = Convert.ToHexStringLower(SHA1.HashData("portal"u8));
#pragma warning restore CA5350
        Assert.False(File.Exists(Path.Combine(_home, ".aws", "sso", "cache", name + ".json")));
        Assert.False(Directory.Exists(Path.Combine(_home, ".aws", "login")));
    }

    [Theory]
    [InlineData("sandbox", true)]
    [InlineData("https://sandbox.example/start", false)]
    public async Task Stores_a_login_where_the_aws_cli_does(string key, bool mayRefresh)
    {
        await using var sandbox = await StartAsync();
#pragma warning disable CA5350 // The name of the file, not a secret.
        var name = Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(key)));
#pragma warning restore CA5350
        using var json = JsonDocument.Parse(
            await File.ReadAllTextAsync(Path.Combine(_home, ".aws", "sso", "cache", name + ".json"))
        );
        string[] fields =
        [
            "startUrl",
            "region",
            "accessToken",
            "expiresAt",
            "clientId",
            "clientSecret",
            "registrationExpiresAt",
        ];
        Assert.Equal(
            mayRefresh ? [.. fields, "refreshToken"] : fields,
            json.RootElement.EnumerateObject().Select(property => property.Name)
        );
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$", json.RootElement.GetProperty("expiresAt").GetString());
    }

    [Fact]
    public async Task Only_the_owner_can_read_the_files()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        await using var sandbox = await StartAsync();
        foreach (var path in Directory.EnumerateFileSystemEntries(_home, "*", SearchOption.AllDirectories))
        {
            Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(path) & (UnixFileMode)0b000_111_111);
        }
    }

    [Fact]
    public async Task Does_not_change_an_existing_aws_folder()
    {
        Directory.CreateDirectory(Path.Combine(_home, ".aws"));
        var error = await Assert.ThrowsAsync<SandboxException>(StartAsync);
        Assert.Contains("does not change your files", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(_home, ".aws")));
    }

    [Fact]
    public async Task Rejects_a_second_sandbox_in_the_same_home()
    {
        await using var first = await StartAsync();
        var error = await Assert.ThrowsAsync<SandboxException>(StartAsync);
        Assert.StartsWith("A sandbox is already running for ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Describes_container_and_instance_outside_the_environment()
    {
        await using var sandbox = await StartAsync();
        using var json = JsonDocument.Parse(sandbox.Description.ToJson());
        Assert.Equal(
            ["endpoint", "home", "environment", "mfa", "profiles", "container", "instanceMetadata"],
            json.RootElement.EnumerateObject().Select(property => property.Name)
        );
        Assert.Equal(
            [
                "AWS_CONFIG_FILE",
                "AWS_SHARED_CREDENTIALS_FILE",
                "AWS_ENDPOINT_URL_STS",
                "AWS_ENDPOINT_URL_IAM",
                "AWS_ENDPOINT_URL_ORGANIZATIONS",
                "AWS_ENDPOINT_URL_EC2",
                "AWS_ENDPOINT_URL_SSO",
                "AWS_ENDPOINT_URL_SSO_OIDC",
                "AWS_ENDPOINT_URL_SIGNIN",
                "AWS_EC2_METADATA_DISABLED",
            ],
            sandbox.Description.Environment.Keys
        );
    }

    private Task<SandboxServer> StartAsync() =>
        SandboxServer.StartAsync(new SandboxOptions { Home = _home }, CancellationToken.None);
}
