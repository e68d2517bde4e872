using RoleAssist.Core.Chains;
using RoleAssist.Core.Errors;
using RoleAssist.Core.SignIn;

namespace RoleAssist.Aws.Sso;

/// <summary>Asks again and again until the user has approved the code (RFC 8628, section 3.5).</summary>
internal sealed class SsoCodeAttempt(
    SsoSignIn signIn,
    SsoOidc oidc,
    SignInTarget target,
    SsoClient client,
    SsoDeviceCode code,
    string startUrl,
    TimeProvider time
) : ISignInAttempt
{
    /// <summary>How much longer to wait after each <c>slow_down</c>.</summary>
    private static readonly TimeSpan SlowDown = TimeSpan.FromSeconds(5);

    private readonly SsoSource _source = (SsoSource)target.Source;
    private SsoGrant? _granted;
    private TimeSpan _interval = code.Interval;

    public SignInFlow Flow => SignInFlow.Code;

    /// <summary>Nothing is to be opened if the client was authorized before.</summary>
    public string? Url => _granted is null ? code.Url : null;

    public string? UserCode => _granted is null ? code.UserCode : null;

    public DateTimeOffset ExpiresAt => code.ExpiresAt;

    /// <summary>Asks before the code is shown: some clients are authorized beforehand.</summary>
    public async Task AskOnceAsync(CancellationToken cancellationToken) =>
        _granted = await TryRedeemAsync(cancellationToken).ConfigureAwait(false);

    public async Task<SignedIn> WaitAsync(CancellationToken cancellationToken)
    {
        while (_granted is null)
        {
            await Task.Delay(_interval, time, cancellationToken).ConfigureAwait(false);
            if (time.GetUtcNow() >= ExpiresAt)
            {
                throw Expired();
            }

            _granted = await TryRedeemAsync(cancellationToken).ConfigureAwait(false);
        }

        return await signIn.KeepAsync(target, client, _granted, cancellationToken).ConfigureAwait(false);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <returns>Null while the user has not finished, or the service cannot be reached for a moment.</returns>
    private async Task<SsoGrant?> TryRedeemAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var request = new CreateTokenRequest(
            client.ClientId,
            client.ClientSecret,
            CreateTokenRequest.DeviceGrant,
            DeviceCode: code.DeviceCode
        );
        OidcReply reply;
        try
        {
            reply = await oidc
                .CreateTokenAsync(_source, request, target.Name, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (RoleAssistException fault) when (fault.IsTransient)
        {
            _interval += SlowDown;
            return null;
        }

        var call = SsoOidc.CallTo(_source, target.Name);
        switch (reply.Refusal)
        {
            case null:
                return SsoOidc.GrantOf(reply, now, call);
            case OidcRefusal.Pending:
                return null;
            case OidcRefusal.SlowDown:
                _interval += SlowDown;
                return null;
            case OidcRefusal.Expired:
                throw Expired();
            case OidcRefusal.Denied:
                throw new RoleAssistException(
                    ErrorCode.AccessDenied,
                    $"Could not sign in to '{target}': the request was denied in the browser.",
                    "Sign in again, and allow the access."
                );
            case OidcRefusal.InvalidClient:
                signIn.Forget(_source, SsoFlow.Device, startUrl);
                break;
        }

        throw SsoOidc.Refused(call, reply, "did not accept the code");
    }

    private RoleAssistException Expired() =>
        new(
            ErrorCode.ServiceTimeout,
            $"Could not sign in to '{target}': the code {code.UserCode} expired before it was approved.",
            "Sign in again to get a new code."
        );
}
