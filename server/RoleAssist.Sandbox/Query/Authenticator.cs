using RoleAssist.Sandbox.Accounts;
using RoleAssist.Sandbox.Errors;
using RoleAssist.Sandbox.Formats;
using RoleAssist.Sandbox.Policies;
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
        if (caller.Session is null)
        {
            directory.Keys.NoteUse(presented.AccessKeyId, new KeyUse(scope.Service, scope.Region, now));
            return caller;
        }

        return now < caller.Session.Expiration ? caller : throw ServiceException.ExpiredToken();
    }

    /// <summary>Judges an action by the caller's session policy. Without one, everything is allowed here.</summary>
    public PolicyVerdict Judge(Caller caller, SignableRequest request, string action)
    {
        if (caller.Session is not { Policy: { } policy } session)
        {
            return PolicyVerdict.Allowed;
        }

        var verdict = SessionPolicy
            .Parse(policy)
            .Judge($"{service.Name}:{action}", PresentedSignature.ClaimedRegion(request) ?? "us-east-1");
        return verdict == PolicyVerdict.NotAllowed && session.HasManagedPolicies ? PolicyVerdict.Allowed : verdict;
    }

    /// <summary>Refuses what the caller's session policy does not allow, in the words of STS and IAM.</summary>
    public Caller Require(Caller caller, SignableRequest request, string action, string resource)
    {
        var reason = Judge(caller, request, action) switch
        {
            PolicyVerdict.Allowed => null,
            PolicyVerdict.Denied => "with an explicit deny in a session policy",
            _ => $"because no session policy allows the {service.Name}:{action} action",
        };
        return reason is null
            ? caller
            : throw new ServiceException(
                403,
                "AccessDenied",
                $"User: {caller.Arn} is not authorized to perform: {service.Name}:{action} on resource: {resource} {reason}"
            );
    }

    /// <summary>Gets the error for a key or token that the service does not know, in the service's own words.</summary>
    public ServiceException InvalidClientTokenId() =>
        new(
            403,
            "InvalidClientTokenId",
            "The security token included in the request is invalid" + (service == SignedService.Sts ? "." : "")
        );

    /// <summary>
    /// Gets the unverified account of a caller, for the call log and for faults; null if it is unknown.
    /// </summary>
    public string? ClaimedAccount(SignableRequest request) =>
        PresentedSignature.TryRead(request) switch
        {
            null => null,
            { SecurityToken: null, AccessKeyId: var id } => directory.Keys.Find(id)?.Owner.Account,
            { SecurityToken: var token, AccessKeyId: var id } => tokens.TryOpen(token, id, out var session, out _)
                ? Arns.AccountOf(session.PrincipalArn)
                : null,
        };

    private (Caller Caller, string SecretAccessKey) Find(PresentedSignature presented)
    {
        if (presented.SecurityToken is not { } token)
        {
            return directory.Keys.FindUsable(presented.AccessKeyId, service) is { } key
                ? (Caller.Create(key.Owner, session: null), key.SecretAccessKey)
                : throw InvalidClientTokenId();
        }

        // Whether a session outlives the deactivation or deletion of the key it began with is undocumented (?). Here it
        // does.
        if (!tokens.TryOpen(token, presented.AccessKeyId, out var session, out var secretAccessKey))
        {
            throw InvalidClientTokenId();
        }

        return (directory.CallerOf(session) ?? throw InvalidClientTokenId(), secretAccessKey);
    }
}
