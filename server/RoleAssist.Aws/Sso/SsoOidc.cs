using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using RoleAssist.Aws.Http;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Security;

namespace RoleAssist.Aws.Sso;

/// <summary>
/// Calls the token service of Identity Center
/// (https://docs.aws.amazon.com/singlesignon/latest/OIDCAPIReference/Welcome.html). Single unsigned requests need less
/// code than another SDK client.
/// </summary>
internal sealed class SsoOidc(AwsHttpClients http, RetryPolicy retries, TimeProvider time)
{
    /// <summary>A call that waits for a person is repeated by whoever waits.</summary>
    private static readonly RetryBudget Once = RetryBudget.OfAws with { Attempts = 1 };

    /// <summary>Sessions of Identity Center last 90 days at most; an emulator may be more generous.</summary>
    private const int MostSeconds = 366 * 24 * 3_600;

    /// <summary>Gets a new token; null if the service no longer issues tokens for this sign-in.</summary>
    public async Task<SsoGrant?> RefreshAsync(
        SsoSource source,
        SsoRegistration registration,
        CancellationToken cancellationToken
    )
    {
        var call = CallTo(source, aim: null);
        var now = time.GetUtcNow();
        var reply = await SendAsync(
                source,
                call,
                "token",
                new CreateTokenRequest(
                    registration.ClientId,
                    registration.ClientSecret,
                    CreateTokenRequest.RefreshGrant,
                    registration.RefreshToken
                ),
                SsoJsonContext.Default.CreateTokenRequest,
                RetryBudget.OfAws,
                Idempotency.Idempotent,
                cancellationToken
            )
            .ConfigureAwait(false);
        return reply.Refusal switch
        {
            null => GrantOf(reply, now, call),
            OidcRefusal.InvalidGrant or OidcRefusal.InvalidClient or OidcRefusal.Expired or OidcRefusal.Denied => null,
            OidcRefusal.SlowDown => throw Throttled(call),
            // Such as the page of a proxy, which says nothing about the sign-in.
            _ => throw call.InvalidResponse(
                $"did not renew the token{Said(reply)}, and not because the sign-in has ended"
            ),
        };
    }

    /// <summary>Registers RoleAssist for a flow. The consent page shows its name.</summary>
    public async Task<SsoClient> RegisterAsync(
        SsoSource source,
        SsoFlow flow,
        string startUrl,
        string name,
        CancellationToken cancellationToken
    )
    {
        var call = CallTo(source, name);
        var isBrowser = flow == SsoFlow.Browser;
        var reply = await SendAsync(
                source,
                call,
                "client/register",
                new RegisterClientRequest(
                    SsoClient.Name,
                    "public",
                    source.Scopes?.Split(' '),
                    isBrowser ? [CreateTokenRequest.CodeGrant, CreateTokenRequest.RefreshGrant] : null,
                    // Without a port, every port of the loopback is accepted (RFC 8252, section 7.3).
                    isBrowser ? [SsoClient.RedirectUri] : null,
                    isBrowser ? startUrl : null
                ),
                SsoJsonContext.Default.RegisterClientRequest,
                RetryBudget.OfAws,
                Idempotency.Idempotent,
                cancellationToken
            )
            .ConfigureAwait(false);
        return reply.Refusal is not null ? throw Refused(call, reply, "did not register RoleAssist")
            : (
                reply.Fields?.Text("clientId"),
                reply.Fields?.Text("clientSecret"),
                reply.Fields?.Number("clientSecretExpiresAt")
            )
                is ({ } id, { } secret, > 0 and < int.MaxValue * 4L and { } end)
            && Identifiers.IsToken(id)
            && Identifiers.IsToken(secret)
                ? new SsoClient(id, secret, DateTimeOffset.FromUnixTimeSeconds(end))
            : throw call.InvalidResponse("did not send a valid registration");
    }

    /// <summary>Asks for a code that the user approves; null if the service no longer knows the client.</summary>
    public async Task<SsoDeviceCode?> AuthorizeDeviceAsync(
        SsoSource source,
        SsoClient client,
        string startUrl,
        string name,
        CancellationToken cancellationToken
    )
    {
        var call = CallTo(source, name);
        var now = time.GetUtcNow();
        var reply = await SendAsync(
                source,
                call,
                "device_authorization",
                new StartDeviceAuthorizationRequest(client.ClientId, client.ClientSecret, startUrl),
                SsoJsonContext.Default.StartDeviceAuthorizationRequest,
                RetryBudget.OfAws,
                Idempotency.Idempotent,
                cancellationToken
            )
            .ConfigureAwait(false);
        return reply.Refusal switch
        {
            OidcRefusal.InvalidClient => null,
            not null => throw Refused(call, reply, "did not start the sign-in"),
            null => SsoDeviceCode.Parse(reply.Fields, source.Oidc.Url, now)
                ?? throw call.InvalidResponse("did not send a valid code and address"),
        };
    }

    /// <summary>Redeems what the user approved. The caller judges a refusal.</summary>
    public Task<OidcReply> CreateTokenAsync(
        SsoSource source,
        CreateTokenRequest request,
        string name,
        CancellationToken cancellationToken
    ) =>
        SendAsync(
            source,
            CallTo(source, name),
            "token",
            request,
            SsoJsonContext.Default.CreateTokenRequest,
            Once,
            Idempotency.NotIdempotent,
            cancellationToken
        );

    /// <summary>Reads the token of a reply.</summary>
    public static SsoGrant GrantOf(OidcReply reply, DateTimeOffset now, ServiceCall call) =>
        reply.Fields is { } fields
        && (fields.Text("accessToken"), fields.Number("expiresIn"))
            is ({ } token, > 0 and <= MostSeconds and { } seconds)
        && Identifiers.IsToken(token)
        && fields.Text("refreshToken") is var next
        && (next is null || Identifiers.IsToken(next))
            ? new SsoGrant(token, now.AddSeconds(seconds), next)
            : throw call.InvalidResponse("did not send a valid token");

    /// <summary>Describes a call.</summary>
    /// <param name="source">What is called.</param>
    /// <param name="aim">The name of what the user signs in to; null for a call that gets credentials.</param>
    public static ServiceCall CallTo(SsoSource source, string? aim)
    {
        var service = $"the SSO token service at {source.Oidc}";
        return aim is null
            ? new ServiceCall(source.Profile, service)
            : new ServiceCall(null, service) { Aim = $"sign in to '{aim}'" };
    }

    /// <summary>Creates the error for a refusal, with the service's words.</summary>
    public static RoleAssistException Refused(ServiceCall call, OidcReply reply, string what)
    {
        // The start URL belongs to another region, which the service names.
        var home = reply.Fields?.Text("region") is { } region ? DisplayText.FromServer(region) : null;
        return call.Error(
            ErrorCode.RequestRejected,
            $"{call.Service} {what}{Said(reply)}",
            home is null
                ? "Check sso_start_url and sso_region, then sign in again."
                : $"Set sso_region = {home}, then sign in again."
        );
    }

    private static string Said(OidcReply reply) =>
        reply.Description is { } words ? $" (\"{DisplayText.FromServer(words)}\")" : "";

    private static RoleAssistException Throttled(ServiceCall call) =>
        call.Error(ErrorCode.Throttled, $"{call.Service} throttled the request", "Wait a minute and try again.");

    private Task<OidcReply> SendAsync<T>(
        SsoSource source,
        ServiceCall call,
        string path,
        T body,
        JsonTypeInfo<T> type,
        RetryBudget budget,
        Idempotency idempotency,
        CancellationToken cancellationToken
    ) =>
        call.RunAsync(
            retries,
            budget,
            idempotency,
            stop => SendOnceAsync(source, call, path, JsonSerializer.SerializeToUtf8Bytes(body, type), stop),
            cancellationToken
        );

    private async Task<OidcReply> SendOnceAsync(
        SsoSource source,
        ServiceCall call,
        string path,
        byte[] body,
        CancellationToken cancellationToken
    )
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post,
            $"{source.Oidc.Url.AbsoluteUri.TrimEnd('/')}/{path}"
        )
        {
            Content = new ByteArrayContent(body),
        };
        request.Content.Headers.ContentType = new("application/json");
        var client = await http.ForAsync(source.Oidc, cancellationToken).ConfigureAwait(false);
        var answer = await HttpAnswer.OfAsync(client, request, cancellationToken).ConfigureAwait(false);
        return answer.Status switch
        {
            HttpStatusCode.TooManyRequests => throw Throttled(call),
            HttpStatusCode.OK or >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError => OidcReply.Of(
                answer
            ),
            _ => throw call.InvalidResponse($"returned status {(int)answer.Status}"),
        };
    }
}
