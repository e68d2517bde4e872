using RoleAssist.Core.Chains;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Errors;

namespace RoleAssist.Aws.Sso;

/// <summary>
/// Gets credentials from IAM Identity Center with the token of a sign-in
/// (https://docs.aws.amazon.com/sdkref/latest/guide/feature-sso-credentials.html). It never waits for a person.
/// </summary>
internal sealed class SsoCredentials(SsoTokens tokens, SsoOidc oidc, SsoPortal portal, TimeProvider time)
{
    private const string NotAccepted = "no longer accepts the token: you have signed out, or the session was ended";

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
        if (await portal.GetAsync(source, account, role, token, cancellationToken).ConfigureAwait(false) is { } found)
        {
            return found;
        }

        // Another program may have signed in meanwhile, which ends the token that was just read.
        return
            await ReadAsync(source, cancellationToken).ConfigureAwait(false) is { } other
            && other.AccessToken != token
            && !other.IsExpired(time.GetUtcNow())
            && await portal.GetAsync(source, account, role, other.AccessToken, cancellationToken).ConfigureAwait(false)
                is { } credentials
            ? credentials
            : throw SignInRequired(source, NotAccepted);
    }

    /// <summary>Gets the token of the sign-in, renewed if that is possible.</summary>
    /// <exception cref="RoleAssistException"><see cref="ErrorCode.SsoLoginRequired"/>.</exception>
    public async Task<string> GetTokenAsync(SsoSource source, CancellationToken cancellationToken)
    {
        var token = await ReadAsync(source, cancellationToken).ConfigureAwait(false);
        if (token.IsDue(time.GetUtcNow()) && token.IsRenewableAt(source, time.GetUtcNow()))
        {
            token = await RefreshAsync(source, token, cancellationToken).ConfigureAwait(false);
        }

        return token.IsExpired(time.GetUtcNow())
            ? throw SignInRequired(
                source,
                $"has a token that expired at {IsoTime.Format(token.ExpiresAt)} and cannot be renewed"
            )
            : token.AccessToken;
    }

    /// <summary>Creates the error for a token that the portal does not accept.</summary>
    internal static RoleAssistException TokenNotAccepted(SsoSource source) => SignInRequired(source, NotAccepted);

    private async Task<SsoToken> ReadAsync(SsoSource source, CancellationToken cancellationToken) =>
        await tokens.ReadAsync(source, cancellationToken).ConfigureAwait(false)
        ?? throw SignInRequired(source, $"has no token {tokens.PlaceOf(source)}");

    /// <summary>Renews the token. Returns the old one if it cannot be renewed now and is still valid.</summary>
    private async Task<SsoToken> RefreshAsync(SsoSource source, SsoToken token, CancellationToken cancellationToken)
    {
        try
        {
            using var locked = await tokens.LockAsync(source, cancellationToken).ConfigureAwait(false);
            // The previous holder of the lock may have renewed the token, which makes the old refresh token invalid.
            token = await ReadAsync(source, cancellationToken).ConfigureAwait(false);
            if (!token.IsDue(time.GetUtcNow()) || !token.IsRenewableAt(source, time.GetUtcNow()))
            {
                return token;
            }

            if (
                await oidc.RefreshAsync(source, token.Registration!, cancellationToken).ConfigureAwait(false)
                is not { } grant
            )
            {
                // Other tools take no lock: one of them may have used the refresh token at the same time.
                return await ReadAsync(source, cancellationToken).ConfigureAwait(false);
            }

            return await tokens.ReplaceAsync(source, token, token.With(grant)).ConfigureAwait(false)
                ?? throw SignInRequired(source, NotAccepted);
        }
        catch (RoleAssistException fault)
            when (fault.Code != ErrorCode.SsoLoginRequired && !token.IsExpired(time.GetUtcNow()))
        {
            return token;
        }
    }

    private static RoleAssistException SignInRequired(SsoSource source, string what)
    {
        var name = source.Session ?? source.Profile ?? source.StartUrl;
        var session = source.Session is { } named ? $"the SSO session '{named}'" : $"the SSO portal {source.StartUrl}";
        return new RoleAssistException(
            ErrorCode.SsoLoginRequired,
            source.Profile is { } profile
                ? $"Profile '{profile}' needs a sign-in: {session} {what}."
                : $"A sign-in is needed: {session} {what}.",
            $"Run roleassist login {ShellWord.Of(name)}."
        )
        {
            Profile = source.Profile,
            SignIn = name,
        };
    }
}
