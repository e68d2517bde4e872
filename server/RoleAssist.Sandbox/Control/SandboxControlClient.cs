using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using RoleAssist.Sandbox.Errors;
using RoleAssist.Sandbox.Faults;
using RoleAssist.Sandbox.Home;
using RoleAssist.Sandbox.Http;

namespace RoleAssist.Sandbox.Control;

/// <summary>Controls the sandbox that uses a home folder, from any process of the same user.</summary>
/// <param name="home">The home folder of the sandbox.</param>
public sealed class SandboxControlClient(string home)
{
    /// <summary>Reads the environment variables that a process needs to use the sandbox.</summary>
    /// <exception cref="SandboxException">No sandbox is running for the home folder.</exception>
    public IReadOnlyDictionary<string, string> ReadEnvironment() =>
        new StateFolder(home).ReadRunning()?.Environment ?? throw NotRunning();

    /// <summary>Gets an unused code of an MFA device; waits for the next one if the current one is spent.</summary>
    /// <exception cref="SandboxException">
    /// No sandbox is running for the home folder, or it has no such device.
    /// </exception>
    public async Task<string> GetTotpAsync(string serial, CancellationToken cancellationToken)
    {
        var path = $"{ControlPaths.Totp}?{ControlPaths.SerialParameter}={Uri.EscapeDataString(serial)}";
        var answer = await SendAsync(HttpMethod.Get, path, content: null, cancellationToken).ConfigureAwait(false);
        return Read(answer, ControlJsonContext.Default.TotpCode).Code;
    }

    /// <summary>Gets the calls that the sandbox has answered so far.</summary>
    /// <exception cref="SandboxException">No sandbox is running for the home folder.</exception>
    public async Task<SandboxCalls> GetCallsAsync(CancellationToken cancellationToken)
    {
        var answer = await SendAsync(HttpMethod.Get, ControlPaths.Calls, content: null, cancellationToken)
            .ConfigureAwait(false);
        return Read(answer, CallsJsonContext.Default.SandboxCalls);
    }

    /// <summary>Arms a fault of one of the <see cref="FaultKinds"/>, which replaces the previous one for the same accounts.</summary>
    /// <exception cref="SandboxException">
    /// No sandbox is running for the home folder, or the fault is invalid.
    /// </exception>
    public async Task ArmFaultAsync(string kind, FaultOptions? options, CancellationToken cancellationToken)
    {
        var order = new FaultRequest(
            kind,
            options?.Count,
            options?.Seconds,
            options?.Action,
            options?.Accounts,
            options?.PerSecond
        );
        await PostAsync(ControlPaths.Fault, order, ControlJsonContext.Default.FaultRequest, cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>Creates or replaces a role, until the sandbox stops.</summary>
    /// <param name="arn">The role's ARN.</param>
    /// <param name="trustPolicy">Its trust policy, as JSON.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="SandboxException">
    /// No sandbox is running for the home folder, or IAM would not accept the role.
    /// </exception>
    public Task PutRoleAsync(string arn, string trustPolicy, CancellationToken cancellationToken) =>
        PostAsync(
            ControlPaths.Role,
            new RoleOrder(arn, trustPolicy),
            ControlJsonContext.Default.RoleOrder,
            cancellationToken
        );

    /// <summary>Gets a signed token of an identity provider, valid for an hour.</summary>
    /// <exception cref="SandboxException">
    /// No sandbox is running for the home folder, or the issuer is invalid.
    /// </exception>
    public async Task<string> CreateTokenAsync(
        string issuer,
        IReadOnlyList<TokenClaim> claims,
        CancellationToken cancellationToken
    )
    {
        var order = new TokenOrder(issuer, claims);
        var answer = await PostAsync(
                ControlPaths.Token,
                order,
                ControlJsonContext.Default.TokenOrder,
                cancellationToken
            )
            .ConfigureAwait(false);
        return Read(answer, ControlJsonContext.Default.SignedToken).Token;
    }

    private Task<string> PostAsync<T>(
        string path,
        T order,
        JsonTypeInfo<T> type,
        CancellationToken cancellationToken
    ) =>
        SendAsync(
            HttpMethod.Post,
            path,
            new StringContent(JsonSerializer.Serialize(order, type), Encoding.UTF8, "application/json"),
            cancellationToken
        );

    private async Task<string> SendAsync(
        HttpMethod method,
        string path,
        HttpContent? content,
        CancellationToken cancellationToken
    )
    {
        var sandbox = new StateFolder(home).ReadRunning() ?? throw NotRunning();
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        using var request = new HttpRequestMessage(method, sandbox.Endpoint + path) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", sandbox.ControlToken);
        try
        {
            using var response = await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
            var body = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
            return response.StatusCode switch
            {
                HttpStatusCode.OK or HttpStatusCode.NoContent => body,
                HttpStatusCode.NotFound or HttpStatusCode.BadRequest => throw new SandboxException(
                    Read(body, ControlJsonContext.Default.ControlProblem).Message
                ),
                _ => throw NotRunning(),
            };
        }
        catch (HttpRequestException error)
        {
            throw NotRunning(error);
        }
    }

    private T Read<T>(string json, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(json, type) ?? throw NotRunning();
        }
        catch (JsonException error)
        {
            // The sandbox was killed and another program now uses its port.
            throw NotRunning(error);
        }
    }

    private SandboxException NotRunning(Exception? innerException = null) =>
        new($"No sandbox is running for {home}. Start one with: roleassist sandbox --home {home}", innerException);
}
