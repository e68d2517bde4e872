using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using RoleAssist.Aws.Http;
using RoleAssist.Aws.SignIn;
using RoleAssist.Aws.Tests.Fakes;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;

namespace RoleAssist.Aws.Tests.SignIn;

/// <summary>A home with a cache of console logins, and a network in place of AWS Sign-In.</summary>
internal sealed class LoginFixture : IDisposable
{
    public const string Ana = "arn:aws:iam::123456789012:user/ana";

    public const string Answer = """
        {"accessToken":{"accessKeyId":"ASIANEW","secretAccessKey":"news","sessionToken":"newt"},
        "tokenType":"aws_sigv4","expiresIn":900,"refreshToken":"next"}
        """;

    private readonly ProcessEnvironment _environment;

    public LoginFixture()
    {
        _environment = new ProcessEnvironment([KeyValuePair.Create("HOME", Home)]);
        Cache = new LoginCache(_environment, name => Path.Combine(Home, name), Time, NullLogger<LoginCache>.Instance);
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 7, 1, 12, 0, 0, TimeSpan.Zero));

    public string Home { get; } = Directory.CreateTempSubdirectory("roleassist-").FullName;

    public LoginCache Cache { get; }

    public LoginRegions Regions => Cache.Regions;

    public LoginSource Source { get; init; } = new("p", Ana) { Regions = ["eu-west-1", "us-east-1"] };

    public string File => Cache.PathOf(Source);

    public void Dispose() => Directory.Delete(Home, recursive: true);

    /// <summary>Gets credentials while time passes, for waits and pauses.</summary>
    public Task<AwsCredentials> GetAsync(HttpMessageHandler network, LoginSource? source = null) =>
        Time.PassAsync(GetNowAsync(network, source));

    /// <summary>Gets credentials while the clock stands still.</summary>
    public async Task<AwsCredentials> GetNowAsync(HttpMessageHandler network, LoginSource? source = null)
    {
        using var http = new AwsHttpClients(_environment, _ => network);
        var credentials = new LoginCredentials(
            Cache,
            new SigninService(http, new RetryPolicy(Time, () => 0), Time),
            Time
        );
        return await credentials.GetAsync(source ?? Source, CancellationToken.None);
    }

    public Task<RoleAssistException> FailsAsync(HttpMessageHandler network, LoginSource? source = null) =>
        Assert.ThrowsAsync<RoleAssistException>(() => GetAsync(network, source));

    /// <summary>Writes a login as the AWS CLI does.</summary>
    public void Write(
        TimeSpan left,
        string refreshToken = "refresh",
        string accessKeyId = "ASIAOLD",
        string? without = null,
        string? region = null
    )
    {
        using var key = DpopKey.Create();
        Dictionary<string, object> login = new()
        {
            ["accessToken"] = new Dictionary<string, object>
            {
                ["accessKeyId"] = accessKeyId,
                ["secretAccessKey"] = "olds",
                ["sessionToken"] = "oldt",
                ["accountId"] = "123456789012",
                ["expiresAt"] = IsoTime.Format(Time.GetUtcNow() + left),
                ["kept"] = true,
            },
            ["tokenType"] = "aws_sigv4",
            ["clientId"] = "arn:aws:signin:::devtools/same-device",
            ["refreshToken"] = refreshToken,
            ["idToken"] = "h.p.s",
            ["dpopKey"] = key.ToPem(),
            ["somethingElse"] = new[] { 1, 2 },
        };
        if (region is not null)
        {
            login["signInRegion"] = region;
        }

        if (without is not null)
        {
            login.Remove(without);
        }

        System.IO.File.WriteAllText(File, JsonSerializer.Serialize(login));
    }

    public JsonElement Read() => JsonDocument.Parse(System.IO.File.ReadAllText(File)).RootElement;

    /// <summary>The endpoints of a profile with a custom one.</summary>
    public static RegionalEndpoints At(string url) =>
        new(AwsService.Signin, new EndpointRequest(null, CustomUrl: new Uri(url)));
}
