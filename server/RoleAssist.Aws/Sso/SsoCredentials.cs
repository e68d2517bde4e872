using RoleAssist.Core.Chains;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Errors;

namespace RoleAssist.Aws.Sso;

/// <summary>
/// Gets credentials from IAM Identity Center with the cached token of a login
/// (https://docs.aws.amazon.com/sdkref/latest/guide/feature-sso-credentials.html). It does not perform logins.
/// </summary>
internal sealed class SsoCredentials(SsoTokenCache cache, SsoOidc oidc, SsoPortal portal, TimeProvider time)
{
    public async Task<AwsCredentials> GetAsync(SsoSource source, CancellationToken cancellationToken)
    {
        if (source is not { AccountId: { } account, RoleName: { } role })
        {
            throw new RoleAssistException(
                ErrorCode.ConfigurationInvalid,
                $"The selected profile will resolve an access token instead of credentials: '{source.Profile}' names an sso_session and no account.",
                $"Add sso_account_id and sso_role_name to the profile '{source.Profile}'."
            )
            {
                Profile = source.Profile,
            };
        }

        var token = await GetTokenAsync(source, cancellationToken).ConfigureAwait(false);
        return await portal.GetAsync(source, account, role, token, cancellationToken).ConfigureAwait(false)
            ?? throw LoginRequired(
                source,
                "no longer accepts the token: you have logged out, or the session was ended"
            );
    }

    /// <summary>Gets the token of the login, renewed if that is possible.</summary>
    /// <exception cref="RoleAssistException"><see cref="ErrorCode.SsoLoginRequired"/>.</exception>
    public async Task<string> GetTokenAsync(SsoSource source, CancellationToken cancellationToken)
    {
        var token = await ReadAsync(source, cancellationToken).ConfigureAwait(false);
        if (token.IsDue(time.GetUtcNow()) && CanRefresh(source, token))
        {
            token = await RefreshAsync(source, token, cancellationToken).ConfigureAwait(false);
        }

        return token.IsExpired(time.GetUtcNow())
            ? throw LoginRequired(
                source,
                $"has a token that expired at {IsoTime.Format(token.ExpiresAt)} and cannot be renewed"
            )
            : token.AccessToken;
    }

    private async Task<SsoToken> ReadAsync(SsoSource source, CancellationToken cancellationToken) =>
        await cache.ReadAsync(source, cancellationToken).ConfigureAwait(false)
        ?? throw LoginRequired(source, $"has no token in {cache.PathOf(source)}");

    /// <summary>
    /// Whether the token can be renewed: only for logins through an <c>[sso-session]</c>, while the client that logged
    /// in is registered.
    /// </summary>
    private bool CanRefresh(SsoSource source, SsoToken token) =>
        source.Session is not null
        && token.Registration is { } registration
        && registration.ExpiresAt > time.GetUtcNow();

    /// <summary>Renews the token. Returns the old one if it cannot be renewed now and is still valid.</summary>
    private async Task<SsoToken> RefreshAsync(SsoSource source, SsoToken token, CancellationToken cancellationToken)
    {
        try
        {
            using var locked = await cache.LockAsync(source, cancellationToken).ConfigureAwait(false);
            // The previous holder of the lock may have renewed the token, which makes the old refresh token invalid.
            token = await ReadAsync(source, cancellationToken).ConfigureAwait(false);
            if (!token.IsDue(time.GetUtcNow()) || !CanRefresh(source, token))
            {
                return token;
            }

            if (
                await oidc.RefreshAsync(source, token.Registration!, cancellationToken).ConfigureAwait(false)
                is not { } grant
            )
            {
                return token;
            }

            cache.Write(source, token.With(grant));
            return new SsoToken(grant.AccessToken, grant.ExpiresAt) { Document = token.Document };
        }
        catch (RoleAssistException) when (!token.IsExpired(time.GetUtcNow()))
        {
            return token;
        }
    }

    internal static RoleAssistException LoginRequired(SsoSource source, string what)
    {
        var session = source.Session is { } name ? $"the SSO session '{name}'" : $"the SSO portal {source.StartUrl}";
        var command = source.Session is { } named
            ? $"aws sso login --sso-session {Quoted(named)}"
            : $"aws sso login --profile {Quoted(source.Profile ?? "")}";
        return new RoleAssistException(
            ErrorCode.SsoLoginRequired,
            $"Profile '{source.Profile}' needs a login: {session} {what}.",
            $"Log in with: {command}"
        )
        {
            Profile = source.Profile,
        };
    }

    private static string Quoted(string name) =>
        name.All(character =>
            char.IsLetterOrDigit(character) || "-_./@+=:".Contains(character, StringComparison.Ordinal)
        )
            ? name
            : $"\"{name}\"";
}
