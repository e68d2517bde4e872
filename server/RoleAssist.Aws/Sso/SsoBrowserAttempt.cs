using RoleAssist.Aws.Signing;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Security;
using RoleAssist.Core.SignIn;

namespace RoleAssist.Aws.Sso;

/// <summary>Waits until the browser brings a code, and redeems it.</summary>
internal sealed class SsoBrowserAttempt(
    SsoSignIn signIn,
    SsoOidc oidc,
    SignInTarget target,
    SsoClient client,
    ISignInCallback callback,
    ProofKey proof,
    string startUrl,
    string url,
    DateTimeOffset expiresAt,
    TimeProvider time
) : ISignInAttempt
{
    private readonly SsoSource _source = (SsoSource)target.Source;

    public SignInFlow Flow => SignInFlow.Browser;

    public string Url => url;

    public DateTimeOffset ExpiresAt => expiresAt;

    public async Task<SignedIn> WaitAsync(CancellationToken cancellationToken)
    {
        var answer = await callback.WaitAsync(cancellationToken).ConfigureAwait(false);
        if (answer.Code is not { } code)
        {
            throw Refused(answer);
        }

        var now = time.GetUtcNow();
        var request = new CreateTokenRequest(
            client.ClientId,
            client.ClientSecret,
            CreateTokenRequest.CodeGrant,
            Code: code,
            CodeVerifier: proof.Verifier,
            RedirectUri: callback.RedirectUri
        );
        var reply = await oidc
            .CreateTokenAsync(_source, request, target.Name, cancellationToken)
            .ConfigureAwait(false);
        var call = SsoOidc.CallTo(_source, target.Name);
        if (reply.Refusal is null)
        {
            var grant = SsoOidc.GrantOf(reply, now, call);
            return await signIn.KeepAsync(target, client, grant, cancellationToken).ConfigureAwait(false);
        }

        if (reply.Refusal == OidcRefusal.InvalidClient)
        {
            Forget();
        }

        throw SsoOidc.Refused(call, reply, "did not accept the browser's answer");
    }

    public ValueTask DisposeAsync() => callback.DisposeAsync();

    private RoleAssistException Refused(CallbackAnswer answer)
    {
        var isDenied = answer.Error == "access_denied";
        if (!isDenied)
        {
            // The page may refuse a registration that ended meanwhile.
            Forget();
        }

        var said = answer.ErrorDescription ?? answer.Error;
        return new RoleAssistException(
            isDenied ? ErrorCode.AccessDenied : ErrorCode.RequestRejected,
            $"Could not sign in to '{target}': {(isDenied ? "the request was denied in the browser" : "Identity Center refused")}"
                + $"{(said is null ? "" : $" (\"{DisplayText.FromServer(said)}\")")}.",
            isDenied ? "Sign in again, and allow the access." : "Sign in again. Check sso_start_url and sso_region."
        );
    }

    private void Forget() => signIn.Forget(_source, SsoFlow.Browser, startUrl);
}
