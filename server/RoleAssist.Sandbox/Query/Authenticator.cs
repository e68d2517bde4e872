using RoleAssist.Sandbox.Accounts;
using RoleAssist.Sandbox.Errors;
using RoleAssist.Sandbox.Signing;

namespace RoleAssist.Sandbox.Query;

/// <summary>Determines who signed a request, or why the signature is invalid.</summary>
internal sealed class Authenticator(SignedService service, AccountDirectory directory, SessionTokens tokens)
{
    public Caller Authenticate(SignableRequest request, DateTimeOffset now)
    {
        var presented = PresentedSignature.Read(request);
        var scope = SignatureVerifier.CheckScope(presented, service);
        var (caller, secretAccessKey) = Find(presented);
        SignatureVerifier.Verify(request, presented, scope, secretAccessKey, now);
        return caller.Session is not { } session || now < session.Expiration
            ? caller
            : throw ServiceException.ExpiredToken();
    }

    private (Caller Caller, string SecretAccessKey) Find(PresentedSignature presented)
    {
        if (presented.SecurityToken is not { } token)
        {
            return directory.UserByKey(presented.AccessKeyId) is { } user
                ? (Caller.Create(user, session: null), user.SecretAccessKey)
                : throw InvalidClientTokenId();
        }

        if (!tokens.TryOpen(token, presented.AccessKeyId, out var session, out var secretAccessKey))
        {
            throw InvalidClientTokenId();
        }

        var caller = session.RoleSessionName is null
            ? directory.UserByArn(session.PrincipalArn) is { } owner
                ? Caller.Create(owner, session)
                : null
            : directory.RoleByArn(session.PrincipalArn) is { } role
                ? Caller.Create(role, session)
                : null;
        return caller is null ? throw InvalidClientTokenId() : (caller, secretAccessKey);
    }

    private static ServiceException InvalidClientTokenId() =>
        new(403, "InvalidClientTokenId", "The security token included in the request is invalid.");
}
