using System.Net;
using System.Text.Json.Serialization;
using RoleAssist.Aws.Formats;
using RoleAssist.Aws.Http;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Errors;

namespace RoleAssist.Aws.Sso;

/// <summary>
/// Calls <c>sso-oidc:CreateToken</c> with a refresh token
/// (https://docs.aws.amazon.com/singlesignon/latest/OIDCAPIReference/API_CreateToken.html). A single unsigned request
/// needs less code than another SDK client.
/// </summary>
internal sealed class SsoOidc(AwsHttpClients http, RetryPolicy retries, TimeProvider time)
{
    /// <summary>Gets a new token; null if the service no longer issues tokens for this login.</summary>
    public Task<SsoGrant?> RefreshAsync(
        SsoSource source,
        SsoRegistration registration,
        CancellationToken cancellationToken
    )
    {
        var call = new ServiceCall(source.Profile, $"the SSO token service at {source.Oidc}");
        return call.RunAsync(
            retries,
            RetryBudget.OfAws,
            stop => AskAsync(source, registration, call, stop),
            cancellationToken
        );
    }

    private async Task<SsoGrant?> AskAsync(
        SsoSource source,
        SsoRegistration registration,
        ServiceCall call,
        CancellationToken cancellationToken
    )
    {
        var body = new CreateTokenRequest(
            registration.ClientId,
            registration.ClientSecret,
            "refresh_token",
            registration.RefreshToken
        );
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{source.Oidc.Url.AbsoluteUri.TrimEnd('/')}/token")
        {
            Content = new ByteArrayContent(
                System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(body, SsoJsonContext.Default.CreateTokenRequest)
            ),
        };
        request.Content.Headers.ContentType = new("application/json");
        var now = time.GetUtcNow();
        var answer = await HttpAnswer
            .OfAsync(
                await http.ForAsync(source.Oidc, cancellationToken).ConfigureAwait(false),
                request,
                cancellationToken
            )
            .ConfigureAwait(false);
        if (answer.IsOk)
        {
            return
                JsonFields.Parse(answer.Body) is { } fields
                && (fields.Text("accessToken"), fields.Number("expiresIn"))
                    is ({ } token, > 0 and < int.MaxValue and { } seconds)
                ? new SsoGrant(token, now.AddSeconds(seconds), fields.Text("refreshToken"))
                : throw call.InvalidResponse("did not send a valid token");
        }

        return answer.Status switch
        {
            HttpStatusCode.TooManyRequests => throw call.Error(
                ErrorCode.Throttled,
                $"{call.Service} throttled the request",
                "Wait a minute and try again."
            ),
            >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError => null,
            _ => throw call.InvalidResponse($"returned status {(int)answer.Status}"),
        };
    }
}

internal sealed record CreateTokenRequest(string ClientId, string ClientSecret, string GrantType, string RefreshToken)
{
    /// <summary>Returns only the client ID: the rest are secrets.</summary>
    public override string ToString() => ClientId;
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(CreateTokenRequest))]
internal sealed partial class SsoJsonContext : JsonSerializerContext;
