using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;
using RoleAssist.Aws.Formats;
using RoleAssist.Aws.Http;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Errors;

namespace RoleAssist.Aws.SignIn;

/// <summary>
/// Calls <c>signin:CreateOAuth2Token</c>, an unsigned request with a proof of possession instead
/// (https://docs.aws.amazon.com/signin/latest/APIReference/API_CreateOAuth2Token.html).
/// </summary>
internal sealed class SigninService(AwsHttpClients http, RetryPolicy retries, TimeProvider time)
{
    /// <summary>AWS issues credentials for 15 minutes; an emulator may be more generous.</summary>
    private const int MostSeconds = 12 * 3_600;

    /// <summary>Renews a login.</summary>
    /// <param name="profile">The profile that needs it, for messages.</param>
    /// <param name="endpoint">The endpoint of the login's region.</param>
    /// <param name="request">The refresh token. The service takes it again after a lost answer.</param>
    /// <param name="key">The key of the login.</param>
    /// <param name="budget">The limits of the call.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="RoleAssistException">The service cannot be asked, or its answer is not valid.</exception>
    public Task<SigninAnswer> RefreshAsync(
        string? profile,
        ServiceEndpoint endpoint,
        CreateLoginTokenRequest request,
        DpopKey key,
        RetryBudget budget,
        CancellationToken cancellationToken
    )
    {
        var call = CallTo(endpoint, profile);
        return call.RunAsync(retries, budget, stop => AskAsync(endpoint, request, key, call, stop), cancellationToken);
    }

    /// <summary>Exchanges the code of a sign-in, which the service takes once.</summary>
    /// <inheritdoc cref="RefreshAsync"/>
    public Task<SigninAnswer> RedeemAsync(
        string? profile,
        ServiceEndpoint endpoint,
        CreateLoginTokenRequest request,
        DpopKey key,
        CancellationToken cancellationToken
    )
    {
        var call = CallTo(endpoint, profile) with { Aim = "sign in" };
        return call.RunAsync(
            retries,
            RetryBudget.OfAws,
            Idempotency.NotIdempotent,
            stop => AskAsync(endpoint, request, key, call, stop),
            cancellationToken
        );
    }

    private static ServiceCall CallTo(ServiceEndpoint endpoint, string? profile) =>
        new(profile, $"AWS Sign-In at {endpoint}");

    private async Task<SigninAnswer> AskAsync(
        ServiceEndpoint endpoint,
        CreateLoginTokenRequest body,
        DpopKey key,
        ServiceCall call,
        CancellationToken cancellationToken
    )
    {
        var url = $"{endpoint.Url.AbsoluteUri.TrimEnd('/')}/v1/token";
        var now = time.GetUtcNow();
        using var request = new HttpRequestMessage(HttpMethod.Post, url)
        {
            Content = new ByteArrayContent(
                JsonSerializer.SerializeToUtf8Bytes(body, SigninJsonContext.Default.CreateLoginTokenRequest)
            ),
        };
        request.Content.Headers.ContentType = new("application/json");
        // A proof of its own for each attempt: the service accepts none twice.
        request.Headers.TryAddWithoutValidation("DPoP", key.Prove(url, now));
        var client = await http.ForAsync(endpoint, cancellationToken).ConfigureAwait(false);
        var answer = await HttpAnswer.OfAsync(client, request, cancellationToken).ConfigureAwait(false);
        var fields = JsonFields.Parse(answer.Body);
        return answer.Status switch
        {
            HttpStatusCode.OK => Read(fields, now) is { } grant
                ? new SigninAnswer(grant, null)
                : throw call.InvalidResponse("did not send valid credentials"),
            HttpStatusCode.TooManyRequests => throw call.Error(
                ErrorCode.Throttled,
                $"{call.Service} throttled the request",
                "Wait a minute and try again."
            ),
            >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError => new SigninAnswer(
                null,
                SigninRefusals.Read(fields)
            ),
            _ => throw call.InvalidResponse($"returned status {(int)answer.Status}"),
        };
    }

    private static SigninGrant? Read(JsonFields? fields, DateTimeOffset now) =>
        fields is { } all
        && all.Object("accessToken") is { } access
        && (access.Text("accessKeyId"), access.Text("secretAccessKey"), access.Text("sessionToken"))
            is ({ } id, { } secret, { } token)
        && Identifiers.AreCredentials(id, secret, token)
        && (all.Text("refreshToken"), all.Number("expiresIn")) is ({ } refresh, > 0 and <= MostSeconds and { } seconds)
        && Identifiers.IsToken(refresh)
        && all.Text("idToken") is var identity
        && (identity is null || Identifiers.IsToken(identity))
            ? new SigninGrant(new AwsCredentials(id, secret, token, now.AddSeconds(seconds)), refresh, identity)
            : null;
}

/// <summary>New credentials, or the reason why there are none.</summary>
internal sealed record SigninAnswer(SigninGrant? Grant, SigninRefusal? Refusal);

/// <summary>The body of the request: of a refresh, or of the exchange of a code.</summary>
internal sealed record CreateLoginTokenRequest(string ClientId, string GrantType)
{
    public string? RefreshToken { get; init; }

    public string? Code { get; init; }

    public string? CodeVerifier { get; init; }

    public string? RedirectUri { get; init; }

    /// <summary>Returns only the kind: the rest are secrets.</summary>
    public override string ToString() => GrantType;
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(CreateLoginTokenRequest))]
internal sealed partial class SigninJsonContext : JsonSerializerContext;
