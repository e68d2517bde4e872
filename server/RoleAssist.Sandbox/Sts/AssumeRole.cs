using System.Globalization;
using System.Xml.Linq;
using RoleAssist.Sandbox.Accounts;
using RoleAssist.Sandbox.Errors;
using RoleAssist.Sandbox.Policies;
using RoleAssist.Sandbox.Query;

namespace RoleAssist.Sandbox.Sts;

/// <summary>https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html</summary>
internal sealed class AssumeRole(AccountDirectory directory, SessionTokens tokens)
{
    private const int DefaultSeconds = 3600;

    public IEnumerable<XElement?> Perform(QueryParameters parameters, Caller caller, DateTimeOffset now)
    {
        var request = AssumeRoleRequest.Read(parameters);
        var packedSize = request.Policies.PackedSize();
        var tags = SessionTags.Combine(caller.Session, request.Policies.Tags, request.TransitiveTagKeys);
        var mfaPresent = request.Mfa.Prove(caller) || caller.Session?.MfaAuthenticated == true;
        var sourceIdentity = SourceIdentity(request, caller);

        var role = Authorize(
            request,
            caller,
            mfaPresent,
            Actions(tags.HasAny, hasSourceIdentity: sourceIdentity is not null)
        );
        var session = new Session(
            role.Arn,
            request.RoleSessionName,
            now.AddSeconds(Duration(request, caller, role)),
            MfaAuthenticated: false,
            tags.Transitive,
            sourceIdentity
        )
        {
            IsChained = caller.Session is not null,
            Policy = request.Policies.Policy,
            HasManagedPolicies = request.Policies.PolicyArns.Count > 0,
        };

        var identity = Caller.Create(role, session);
        return
        [
            StsXml.Credentials(tokens.Issue(session)),
            StsXml.Group(
                "AssumedRoleUser",
                StsXml.Text("AssumedRoleId", identity.UserId),
                StsXml.Text("Arn", identity.Arn)
            ),
            packedSize is { } size
                ? StsXml.Text("PackedPolicySize", size.ToString(CultureInfo.InvariantCulture))
                : null,
            sourceIdentity is not null ? StsXml.Text("SourceIdentity", sourceIdentity) : null,
        ];
    }

    /// <summary>Gets the source identity. Once set, it applies to all sessions of the chain.</summary>
    private static string? SourceIdentity(AssumeRoleRequest request, Caller caller) =>
        caller.Session?.SourceIdentity is { } inherited && request.SourceIdentity is { } asked && asked != inherited
            ? throw NotAuthorized(caller, TrustActions.SetSourceIdentity, request.RoleArn)
            : request.SourceIdentity ?? caller.Session?.SourceIdentity;

    /// <summary>
    /// Authorizes the call. A role that does not exist gives the same error as one that does not trust the caller, so
    /// that callers cannot probe for roles. Sessions of GetFederationToken can call nothing but GetCallerIdentity.
    /// </summary>
    private Role Authorize(AssumeRoleRequest request, Caller caller, bool mfaPresent, IEnumerable<string> actions)
    {
        var role = directory.RoleByArn(request.RoleArn);
        var asked = Asked(request, caller, mfaPresent);
        var refused = actions.FirstOrDefault(action =>
            caller.Session?.FederatedName is not null || role?.Trust.Allows(asked with { Action = action }) != true
        );
        return role is not null && refused is null
            ? role
            : throw NotAuthorized(caller, refused ?? TrustActions.AssumeRole, request.RoleArn);
    }

    /// <summary>
    /// Gets what the trust policy judges. Requests that a long-term key signs have no key for MFA unless they prove it
    /// (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthpresent).
    /// </summary>
    private static PolicyRequest Asked(AssumeRoleRequest request, Caller caller, bool mfaPresent) =>
        new(
            TrustActions.AssumeRole,
            caller.Principals,
            PolicyRequest.ContextOf(
                (TrustKeys.ExternalId, request.ExternalId),
                (TrustKeys.RoleSessionName, request.RoleSessionName),
                (TrustKeys.SourceIdentity, request.SourceIdentity),
                (TrustKeys.PrincipalArn, caller.PrincipalArn),
                (TrustKeys.PrincipalAccount, caller.Account),
                (
                    TrustKeys.MfaPresent,
                    mfaPresent ? "true"
                    : caller.Session is null ? null
                    : "false"
                )
            )
        );

    private static IEnumerable<string> Actions(bool hasTags, bool hasSourceIdentity)
    {
        yield return TrustActions.AssumeRole;
        if (hasTags)
        {
            yield return TrustActions.TagSession;
        }

        if (hasSourceIdentity)
        {
            yield return TrustActions.SetSourceIdentity;
        }
    }

    private static int Duration(AssumeRoleRequest request, Caller caller, Role role)
    {
        var seconds = request.DurationSeconds ?? DefaultSeconds;
        return SessionDuration.RequireWithinRoleLimit(
            caller.Session is null ? seconds : SessionDuration.RequireWithinChainLimit(seconds),
            role
        );
    }

    public static ServiceException NotAuthorized(Caller caller, string action, string resource) =>
        new(403, "AccessDenied", $"User: {caller.Arn} is not authorized to perform: {action} on resource: {resource}");
}
