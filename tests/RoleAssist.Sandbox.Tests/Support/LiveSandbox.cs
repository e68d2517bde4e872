using System.Net.Http.Headers;
using RoleAssist.Sandbox.Samples;
using RoleAssist.Sandbox.Signing;
using RoleAssist.TestInfrastructure;

namespace RoleAssist.Sandbox.Tests.Support;

/// <summary>A real sandbox: a server on the loopback interface with its sample in a temporary home.</summary>
public class LiveSandbox : SandboxFixture
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false });

    public Uri Endpoint => new(Description.Endpoint);

    internal Keys Keys => KeysIn(Description.Environment["AWS_SHARED_CREDENTIALS_FILE"]);

    internal RequestSigner Signer => new(Keys, TimeProvider.System.GetUtcNow()) { Host = Endpoint.Authority };

    internal static Keys KeysIn(string credentialsFile)
    {
        var values = File.ReadAllLines(credentialsFile)
            .Select(line => line.Split('=', 2, StringSplitOptions.TrimEntries))
            .Where(pair => pair.Length == 2)
            .DistinctBy(pair => pair[0])
            .ToDictionary(pair => pair[0], pair => pair[1]);
        return new Keys(values["aws_access_key_id"], values["aws_secret_access_key"]);
    }

    internal Task<Answer> CallAsync(string action, params IEnumerable<(string Name, string Value)> parameters) =>
        CallAsync(Signer, action, parameters);

    internal Task<Answer> CallIamAsync(string action, params IEnumerable<(string Name, string Value)> parameters) =>
        CallAsync(Signer.ForIam, action, parameters);

    private async Task<Answer> CallAsync(
        RequestSigner signer,
        string action,
        IEnumerable<(string Name, string Value)> parameters
    )
    {
        using var response = await SendAsync(signer.Post(action, parameters));
        return new Answer((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    internal Task<Answer> AssumeRoleAsync(params IEnumerable<(string Name, string Value)> parameters) =>
        CallAsync(
            "AssumeRole",
            [("RoleArn", SampleAccounts.DeveloperRole), ("RoleSessionName", "session"), .. parameters]
        );

    internal async Task<HttpResponseMessage> SendAsync(SignableRequest signed)
    {
        var target = signed.Query.Length > 0 ? $"{signed.Path}?{signed.Query}" : signed.Path;
        using var request = new HttpRequestMessage(new HttpMethod(signed.Method), new Uri(Endpoint, target));
        if (signed.Body.Length > 0)
        {
            request.Content = new ByteArrayContent(signed.Body);
        }

        foreach (var (name, value) in signed.Headers)
        {
            HttpHeaders headers = name == "Content-Type" ? request.Content!.Headers : request.Headers;
            Assert.True(headers.TryAddWithoutValidation(name, value));
        }

        return await _http.SendAsync(request);
    }

    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await base.DisposeAsync();
        _http.Dispose();
    }
}

/// <summary>A sandbox with an organization.</summary>
public sealed class LiveOrganization : LiveSandbox
{
    protected override int MemberAccounts => 120;
}
