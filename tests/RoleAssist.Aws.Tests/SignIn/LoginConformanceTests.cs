using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using RoleAssist.Aws.Http;
using RoleAssist.Aws.SharedConfig;
using RoleAssist.Aws.SignIn;
using RoleAssist.Aws.Tests.Fakes;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.TestInfrastructure;

namespace RoleAssist.Aws.Tests.SignIn;

/// <summary>The cases that AWS publishes for readers of console logins.</summary>
public sealed class LoginConformanceTests : IDisposable
{
    private const string NotSignedIn = """
        {
          "documentation": "Nobody has signed in",
          "configContents": "[profile signin]\nlogin_session = arn:aws:iam::111122223333:user/alice\n",
          "cacheContents": {},
          "outcomes": [{ "result": "error" }]
        }
        """;

    private static readonly string[] CredentialFields =
    [
        "accessKeyId",
        "secretAccessKey",
        "sessionToken",
        "accountId",
        "expiresAt",
    ];

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2025, 11, 19, 0, 0, 0, TimeSpan.Zero));
    private readonly List<string> _homes = [];

    public void Dispose() => _homes.ForEach(home => Directory.Delete(home, recursive: true));

    /// <summary>
    /// AWS' cases, if the folder of test data has them, after one in their format. <see cref="LoginCredentialsTests"/> has
    /// cases of our own for all that they say.
    /// </summary>
    public static TheoryData<string> Cases
    {
        get
        {
            var path = Path.Combine(Repository.Conformance ?? "", "smithy-rs", "login-provider-test-cases.json");
            var published = File.Exists(path)
                ? JsonDocument
                    .Parse(File.ReadAllText(path))
                    .RootElement.EnumerateArray()
                    .Select(one => one.GetRawText())
                : [];
            return [NotSignedIn, .. published];
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Reads_and_renews_logins_as_the_sdks_do(string json)
    {
        var one = Parse(json);
        var title = Text(one, "documentation")!;
        var home = Directory.CreateTempSubdirectory("roleassist-").FullName;
        _homes.Add(home);
        var environment = new ProcessEnvironment([KeyValuePair.Create("HOME", home)]);
        var folder = Path.Combine(home, ".aws", "login", "cache");
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(home, ".aws", "config"), Text(one, "configContents"));
        foreach (var file in one.GetProperty("cacheContents").EnumerateObject())
        {
            await File.WriteAllTextAsync(Path.Combine(folder, file.Name), file.Value.GetRawText());
        }

        var calls = one.TryGetProperty("mockApiCalls", out var mocked) ? mocked.EnumerateArray().ToList() : [];
        var network = new FakeNetwork(_ => AnswerTo(calls[0]));
        using var http = new AwsHttpClients(environment, _ => network);
        var provider = new LoginCredentials(
            new LoginCache(environment, name => Path.Combine(home, name), _time, NullLogger<LoginCache>.Instance),
            new SigninService(http, new RetryPolicy(_time, () => 0), _time),
            _time
        );
        var profiles = await new SharedConfigProfileStore(environment, _time).LoadAsync(CancellationToken.None);
        var chain = new RoleChainResolver(environment).Resolve(profiles, new AssumeTarget { Profile = "signin" });
        var source = Assert.IsType<LoginSource>(chain.Base);

        foreach (var outcome in one.GetProperty("outcomes").EnumerateArray())
        {
            switch (Text(outcome, "result"))
            {
                case "credentials":
                    var credentials = await provider.GetAsync(source, CancellationToken.None);
                    Assert.Equal(Describe(outcome), Describe(credentials));
                    break;
                case "error":
                    var fault = await Assert.ThrowsAsync<RoleAssistException>(() =>
                        provider.GetAsync(source, CancellationToken.None)
                    );
                    Assert.True(fault.Code == ErrorCode.LoginRequired, $"{title}: {fault.Message}");
                    break;
                case "cacheContents":
                    foreach (var file in outcome.EnumerateObject().Where(entry => entry.Name != "result"))
                    {
                        var written = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, file.Name)));
                        Assert.Equal(Flatten(file.Value), Flatten(written.RootElement));
                    }

                    break;
                default:
                    Assert.Fail($"{title}: unknown result");
                    break;
            }
        }

        Assert.Equal(
            calls.Select(call => Flatten(call.GetProperty("request").GetProperty("tokenInput"))),
            network.Requests.DistinctBy(request => request.Body).Select(request => Flatten(Parse(request.Body)))
        );
    }

    private static FakeAnswer AnswerTo(JsonElement call) =>
        call.TryGetProperty("response", out var response)
            ? FakeNetwork.Ok(response.GetProperty("tokenOutput").GetRawText())
            : FakeNetwork.Answer((HttpStatusCode)call.GetProperty("responseCode").GetInt32());

    private static string Describe(JsonElement expected) =>
        string.Join(' ', CredentialFields.Select(name => Text(expected, name)));

    private static string Describe(AwsCredentials credentials) =>
        $"{credentials.AccessKeyId} {credentials.SecretAccessKey} {credentials.SessionToken} {credentials.AccountId} "
        + IsoTime.Format(credentials.Expiration!.Value);

    /// <summary>
    /// Lists the fields in the order of their names. The time in AWS' expected file is that of a machine eight hours
    /// from UTC, unlike that of the credentials beside it, so it is left out here.
    /// </summary>
    private static string Flatten(JsonElement element) =>
        element.ValueKind == JsonValueKind.Object
            ? string.Join(
                ", ",
                element
                    .EnumerateObject()
                    .Where(field => field.Name != "expiresAt")
                    .OrderBy(field => field.Name, StringComparer.Ordinal)
                    .Select(field => $"{field.Name}: {Flatten(field.Value)}")
            )
            : element.ToString();

    private static JsonElement Parse(string json) => JsonDocument.Parse(json).RootElement;

    private static string? Text(JsonElement parent, string name) => parent.GetProperty(name).GetString();
}
