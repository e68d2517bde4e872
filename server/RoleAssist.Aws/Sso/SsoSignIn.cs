using RoleAssist.Aws.Http;
using RoleAssist.Aws.Signing;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Sessions;
using RoleAssist.Core.SignIn;

namespace RoleAssist.Aws.Sso;

/// <summary>
/// Signs in to IAM Identity Center: with the browser and PKCE, or with a code on another device
/// (https://docs.aws.amazon.com/singlesignon/latest/OIDCAPIReference/Welcome.html).
/// </summary>
public sealed class SsoSignIn : ISignInMethod
{
    /// <summary>The page may wait for a password, a device and a colleague who approves.</summary>
    private static readonly TimeSpan BrowserLifetime = TimeSpan.FromMinutes(10);

    private readonly SsoTokens _tokens;
    private readonly ISignInCallbacks _callbacks;
    private readonly SsoClientStore _clients;
    private readonly SsoOidc _oidc;
    private readonly SsoPortal _portal;
    private readonly StartUrls _startUrls;
    private readonly SsoSignOut _signOut;
    private readonly TimeProvider _time;

    /// <param name="tokens">Where tokens are kept.</param>
    /// <param name="callbacks">Listens for the browser.</param>
    /// <param name="http">The HTTP clients.</param>
    /// <param name="retries">How calls are repeated.</param>
    /// <param name="pathOf">Returns the path of a file in the state folder.</param>
    /// <param name="environment">The environment, which says where the home folder is.</param>
    /// <param name="time">The clock.</param>
    public SsoSignIn(
        SsoTokens tokens,
        ISignInCallbacks callbacks,
        AwsHttpClients http,
        RetryPolicy retries,
        Func<string, string> pathOf,
        ProcessEnvironment environment,
        SkewCorrectedTime time
    )
    {
        (_tokens, _callbacks, _time) = (tokens, callbacks, time);
        _clients = new SsoClientStore(pathOf, time);
        _oidc = new SsoOidc(http, retries, time);
        _portal = new SsoPortal(http, retries);
        _startUrls = new StartUrls(http, retries);
        _signOut = new SsoSignOut(tokens, _portal, environment, time);
    }

    public SignInKind Kind => SignInKind.IdentityCenter;

    /// <remarks>The older form registers no scope, which the browser flow needs: it always uses a code.</remarks>
    public async Task<ISignInAttempt> StartAsync(
        SignInTarget target,
        SignInFlow flow,
        CancellationToken cancellationToken
    )
    {
        var source = (SsoSource)target.Source;
        // Before a person opens a page in vain.
        await _tokens.EnsureWritableAsync(source, cancellationToken).ConfigureAwait(false);
        var startUrl = await _startUrls.ResolveAsync(source, target.Name, cancellationToken).ConfigureAwait(false);
        if (flow == SignInFlow.Code || source.Scopes is null)
        {
            return await StartCodeAsync(target, source, startUrl, cancellationToken).ConfigureAwait(false);
        }

        try
        {
            return await StartBrowserAsync(target, source, startUrl, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException) when (flow == SignInFlow.Auto)
        {
            // No port can be opened here.
            return await StartCodeAsync(target, source, startUrl, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException fault)
        {
            throw new RoleAssistException(
                ErrorCode.Internal,
                $"Could not sign in to '{target}': no port of this machine can be opened for the browser's answer.",
                $"Use a code instead: roleassist login {ShellWord.Of(target.Name)} --device-code",
                fault
            );
        }
    }

    public async Task<SignInStatus> GetStatusAsync(SignInTarget target, CancellationToken cancellationToken)
    {
        var source = (SsoSource)target.Source;
        var status = new SignInStatus(target.Name, Kind, SignInState.SignedOut)
        {
            Place = source.StartUrl,
            IsSsoSession = source.Session is not null,
        };
        try
        {
            if (await _tokens.ReadAsync(source, cancellationToken).ConfigureAwait(false) is not { } token)
            {
                return status;
            }

            var now = _time.GetUtcNow();
            var isRenewable = token.IsRenewableAt(source, now);
            return status with
            {
                State = isRenewable || !token.IsExpired(now) ? SignInState.SignedIn : SignInState.SignedOut,
                ExpiresAt = token.ExpiresAt,
                IsRenewable = isRenewable,
            };
        }
        catch (RoleAssistException fault)
        {
            return status with { State = SignInState.Unreadable, Reason = fault.Message };
        }
    }

    public Task<EndedSignIn> EndAsync(SignInTarget target, CancellationToken cancellationToken) =>
        _signOut.EndAsync(target, (SsoSource)target.Source, cancellationToken);

    public IReadOnlyList<string> FilesOf(SignInTarget target) => _tokens.FilesOf((SsoSource)target.Source);

    /// <summary>Stores the token of a sign-in that succeeded.</summary>
    internal async Task<SignedIn> KeepAsync(
        SignInTarget target,
        SsoClient client,
        SsoGrant grant,
        CancellationToken cancellationToken
    )
    {
        var source = (SsoSource)target.Source;
        var token = SsoToken.Create(source, client, grant);
        using var locked = await _tokens.LockAsync(source, cancellationToken).ConfigureAwait(false);
        var notes = await _tokens.KeepAsync(source, token, cancellationToken).ConfigureAwait(false);
        return new SignedIn(target, grant.ExpiresAt, token.IsRenewableAt(source, _time.GetUtcNow())) { Notes = notes };
    }

    /// <summary>Forgets a client that the service no longer knows, so that the next attempt registers again.</summary>
    internal void Forget(SsoSource source, SsoFlow flow, string startUrl) => _clients.Forget(source, flow, startUrl);

    private async Task<SsoBrowserAttempt> StartBrowserAsync(
        SignInTarget target,
        SsoSource source,
        string startUrl,
        CancellationToken cancellationToken
    )
    {
        var client = await ClientForAsync(target, SsoFlow.Browser, startUrl, cancellationToken).ConfigureAwait(false);
        var state = ProofKey.CreateSecret();
        var callback = await _callbacks.ListenAsync(state, cancellationToken).ConfigureAwait(false);
        var proof = ProofKey.Create();
        return new SsoBrowserAttempt(
            this,
            _oidc,
            target,
            client,
            callback,
            proof,
            startUrl,
            AuthorizeUrl(source, client, callback.RedirectUri, state, proof.Challenge),
            _time.GetUtcNow() + BrowserLifetime,
            _time
        );
    }

    private async Task<SsoCodeAttempt> StartCodeAsync(
        SignInTarget target,
        SsoSource source,
        string startUrl,
        CancellationToken cancellationToken
    )
    {
        for (var isFirst = true; ; isFirst = false)
        {
            var client = await ClientForAsync(target, SsoFlow.Device, startUrl, cancellationToken)
                .ConfigureAwait(false);
            var code = await _oidc
                .AuthorizeDeviceAsync(source, client, startUrl, target.Name, cancellationToken)
                .ConfigureAwait(false);
            if (code is not null)
            {
                var attempt = new SsoCodeAttempt(this, _oidc, target, client, code, startUrl, _time);
                await attempt.AskOnceAsync(cancellationToken).ConfigureAwait(false);
                return attempt;
            }

            Forget(source, SsoFlow.Device, startUrl);
            if (!isFirst)
            {
                throw SsoOidc
                    .CallTo(source, target.Name)
                    .InvalidResponse("does not accept the registration that it has just made");
            }
        }
    }

    private async Task<SsoClient> ClientForAsync(
        SignInTarget target,
        SsoFlow flow,
        string startUrl,
        CancellationToken cancellationToken
    )
    {
        var source = (SsoSource)target.Source;
        if (_clients.Find(source, flow, startUrl) is { } known)
        {
            return known;
        }

        var client = await _oidc
            .RegisterAsync(source, flow, startUrl, target.Name, cancellationToken)
            .ConfigureAwait(false);
        _clients.Keep(source, flow, startUrl, client);
        return client;
    }

    /// <summary>
    /// Writes the address of the page. It is at the token service of the session's region, also outside the partition
    /// aws. Each value is percent-encoded once: VS Code looks for the redirect URI in it.
    /// </summary>
    private static string AuthorizeUrl(
        SsoSource source,
        SsoClient client,
        string redirectUri,
        string state,
        string challenge
    ) =>
        $"{source.Oidc.Url.AbsoluteUri.TrimEnd('/')}/authorize?response_type=code"
        + $"&client_id={Uri.EscapeDataString(client.ClientId)}&redirect_uri={Uri.EscapeDataString(redirectUri)}"
        + $"&state={state}&code_challenge_method=S256&scopes={Uri.EscapeDataString(source.Scopes!)}"
        + $"&code_challenge={challenge}";
}
