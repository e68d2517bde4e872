using System.Text.Json;
using RoleAssist.Sandbox.Http;
using RoleAssist.Sandbox.Signing;

namespace RoleAssist.Sandbox.Sso;

/// <summary>
/// The part of IAM Identity Center's OIDC service that renews logins
/// (https://docs.aws.amazon.com/singlesignon/latest/OIDCAPIReference/API_CreateToken.html).
/// </summary>
internal sealed class SsoOidc(SsoTokens tokens) : IService
{
    private const string RefreshGrant = "refresh_token";

    public bool Serves(SignableRequest request) => request.Path == "/token";

    public ClaimedCall Claimed(SignableRequest request) => new("CreateToken", AccessKeyId: null);

    public ServiceAnswer Answer(SignableRequest request, DateTimeOffset now)
    {
        if (request.Method != "POST")
        {
            return Error(405, "MethodNotAllowedException", "invalid_request", "Method not allowed");
        }

        if (
            Read(request)
            is not { ClientId: { } clientId, ClientSecret: { } clientSecret, GrantType: { } grantType } asked
        )
        {
            return Error(
                400,
                "InvalidRequestException",
                "invalid_request",
                "clientId, clientSecret and grantType are required."
            );
        }

        if (
            tokens.OpenClientSecret(clientSecret) is not { } client
            || client.ClientId != clientId
            || now >= client.Expiration
        )
        {
            return Error(401, "InvalidClientException", "invalid_client", "Invalid client provided");
        }

        return grantType switch
        {
            RefreshGrant when !client.MayRefresh => Error(
                400,
                "UnauthorizedClientException",
                "unauthorized_client",
                "The client registered without a scope, so it cannot use refresh tokens."
            ),
            RefreshGrant => Refresh(clientId, asked.RefreshToken, now),
            _ => Error(400, "UnsupportedGrantTypeException", "unsupported_grant_type", "Unsupported grant type"),
        };
    }

    public ServiceAnswer Throttled() => Error(400, "SlowDownException", "slow_down", "Rate exceeded");

    public ServiceAnswer Failed() => Error(500, "InternalServerException", "server_error", "Internal error");

    private ServiceAnswer Refresh(string clientId, string? refreshToken, DateTimeOffset now)
    {
        if (refreshToken is null)
        {
            return Error(400, "InvalidRequestException", "invalid_request", "refreshToken is required.");
        }

        if (tokens.OpenRefresh(refreshToken) is not { } grant || grant.ClientId != clientId)
        {
            return Error(400, "InvalidGrantException", "invalid_grant", "Invalid refresh token provided");
        }

        if (now >= grant.Expiration)
        {
            return Error(400, "ExpiredTokenException", "expired_token", "The refresh token is expired");
        }

        return JsonAnswer.Create(
            200,
            new CreateTokenAnswer(
                tokens.IssueAccess(clientId, now + SsoTokens.AccessLifetime),
                "Bearer",
                (int)SsoTokens.AccessLifetime.TotalSeconds,
                tokens.IssueRefresh(clientId, grant.Expiration)
            ),
            SsoJsonContext.CamelCase.CreateTokenAnswer
        );
    }

    private static CreateTokenRequest? Read(SignableRequest request)
    {
        try
        {
            return JsonSerializer.Deserialize(request.Body, SsoJsonContext.CamelCase.CreateTokenRequest);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static ServiceAnswer Error(int status, string code, string error, string description) =>
        JsonAnswer.CreateError(
            status,
            code,
            "com.amazonaws.sso.oidc",
            new OidcError(error, description),
            SsoJsonContext.CamelCase.OidcError
        );
}
