using RoleAssist.Core.SignIn;

namespace RoleAssist.Aws.SignIn;

/// <summary>A console login whose browser answers at a port of this machine.</summary>
internal sealed class BrowserLogin(
    LoginExchange exchange,
    ISignInCallback callback,
    LoginFinish finish,
    DateTimeOffset expiresAt
) : ISignInAttempt
{
    public SignInFlow Flow => SignInFlow.Browser;

    public string Url { get; } = exchange.GetAuthorizeUrl(callback.RedirectUri);

    public DateTimeOffset ExpiresAt => expiresAt;

    public async Task<SignedIn> WaitAsync(CancellationToken cancellationToken)
    {
        var answer = await callback.WaitAsync(cancellationToken).ConfigureAwait(false);
        var code = answer.Code ?? throw LoginErrors.NotAllowed(finish.Target, answer);
        var (identity, token) = await exchange
            .RedeemAsync(code, callback.RedirectUri, cancellationToken)
            .ConfigureAwait(false);
        return await finish.StoreAsync(identity, token, exchange.Region, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        exchange.Dispose();
        await callback.DisposeAsync().ConfigureAwait(false);
    }
}
