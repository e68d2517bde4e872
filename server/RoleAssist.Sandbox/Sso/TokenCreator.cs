using RoleAssist.Sandbox.Errors;

namespace RoleAssist.Sandbox.Sso;

/// <summary>
/// CreateToken (https://docs.aws.amazon.com/singlesignon/latest/OIDCAPIReference/API_CreateToken.html): exchanges what a
/// client has for an access token.
/// </summary>
internal sealed class TokenCreator(SsoTokens tokens, AuthorizationCodes codes, DeviceAuthorizations devices)
{
    /// <exception cref="ServiceException">The request is refused.</exception>
    public CreateTokenAnswer Create(CreateTokenRequest asked, DateTimeOffset now)
    {
        if (asked is not { ClientId: { } clientId, ClientSecret: { } clientSecret, GrantType: { } grantType })
        {
            throw SsoErrors.InvalidRequest("clientId, clientSecret and grantType are required.");
        }

        var client = Authenticate(tokens, clientId, clientSecret, now);
        if (!GrantTypes.IsKnown(grantType))
        {
            throw SsoErrors.UnsupportedGrantType();
        }

        if (!client.Metadata.Allows(grantType))
        {
            throw SsoErrors.UnauthorizedClient("The client has not registered for this grant type.");
        }

        if (asked.Scope?.Except(client.Metadata.Scopes).Any() == true)
        {
            throw SsoErrors.InvalidScope("The client has not registered for this scope.");
        }

        var login = grantType switch
        {
            GrantTypes.AuthorizationCode => codes.Redeem(client.Id, asked, now),
            GrantTypes.DeviceCode => Device(client, asked.DeviceCode, now),
            _ => Refreshed(client, asked.RefreshToken, now),
        };
        var expiration = now + SsoTokens.AccessLifetime;
        return new CreateTokenAnswer(
            tokens.IssueAccess(login, expiration),
            "Bearer",
            (int)((expiration < login.Expiration ? expiration : login.Expiration) - now).TotalSeconds,
            client.Metadata.MayRefresh ? tokens.IssueRefresh(login) : null
        );
    }

    /// <exception cref="ServiceException">The client is unknown, its secret is another, or it has expired.</exception>
    public static ClientRegistration Authenticate(SsoTokens tokens, string id, string secret, DateTimeOffset now) =>
        tokens.OpenClient(id, now) is { } client && tokens.IsSecretOf(id, secret)
            ? client
            : throw SsoErrors.InvalidClient();

    private SsoGrant Device(ClientRegistration client, string? deviceCode, DateTimeOffset now)
    {
        if (deviceCode is null)
        {
            throw SsoErrors.InvalidRequest("deviceCode is required.");
        }

        if (devices.ByDeviceCode(deviceCode) is not { } device || device.Client.Id != client.Id)
        {
            throw SsoErrors.InvalidGrant("Invalid device code provided");
        }

        device.Redeem(now);
        return SsoGrant.Begin(client.Id, now);
    }

    /// <summary>
    /// A refresh token is good once, and the next one ends when the first would have. That the others of the login stay
    /// good when somebody presents a used one is an assumption (?): AWS says nothing about it, and its tools race.
    /// </summary>
    private SsoGrant Refreshed(ClientRegistration client, string? refreshToken, DateTimeOffset now)
    {
        if (!client.Metadata.MayRefresh)
        {
            throw SsoErrors.UnauthorizedClient(
                "The client registered without a scope, so it cannot use refresh tokens."
            );
        }

        if (refreshToken is null)
        {
            throw SsoErrors.InvalidRequest("refreshToken is required.");
        }

        if (tokens.OpenRefresh(refreshToken) is not { } login || login.Client != client.Id)
        {
            throw SsoErrors.InvalidGrant("Invalid refresh token provided");
        }

        if (now >= login.Expiration)
        {
            throw SsoErrors.Expired("The refresh token is expired");
        }

        return tokens.TrySpend(login, now) ? login : throw SsoErrors.InvalidGrant("Invalid refresh token provided");
    }
}
