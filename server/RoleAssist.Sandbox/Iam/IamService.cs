using System.Xml.Linq;
using RoleAssist.Sandbox.Accounts;
using RoleAssist.Sandbox.Errors;
using RoleAssist.Sandbox.Faults;
using RoleAssist.Sandbox.Http;
using RoleAssist.Sandbox.Query;
using RoleAssist.Sandbox.Signing;

namespace RoleAssist.Sandbox.Iam;

/// <summary>The part of Identity and Access Management that rotates access keys.</summary>
internal sealed class IamService : IService
{
    private const string Version = "2010-05-08";

    private readonly Authenticator _authenticator;
    private readonly QueryProtocol _protocol;

    public IamService(AccountDirectory directory, SessionTokens tokens)
    {
        _authenticator = new Authenticator(SignedService.Iam, directory, tokens);
        var keys = new AccessKeyActions(directory.Keys);
        _protocol = new QueryProtocol(
            "IAM",
            Version,
            IamXml.Writer,
            new Dictionary<string, QueryAction>
            {
                ["CreateAccessKey"] = Signed(keys.Create),
                ["DeleteAccessKey"] = Signed(keys.Delete),
                ["GetAccessKeyLastUsed"] = Signed(keys.LastUsed),
                ["GetUser"] = Signed(GetUser),
                ["ListAccessKeys"] = Signed(new ListAccessKeys(directory.Keys).Perform),
                ["UpdateAccessKey"] = Signed(keys.Update),
            }
        );
    }

    /// <summary>
    /// At AWS, IAM has a host of its own. Here the version decides, which differs from that of STS, and without one the
    /// signature.
    /// </summary>
    public bool Serves(SignableRequest request) =>
        QueryProtocol.VersionOf(request) is { } version
            ? version == Version
            : PresentedSignature.ClaimedService(request) == SignedService.Iam.Name;

    public ClaimedCall Claimed(SignableRequest request) =>
        QueryProtocol.ClaimedCall(request, _authenticator.ClaimedAccount(request));

    public ServiceAnswer Answer(SignableRequest request, DateTimeOffset now) => _protocol.Answer(request, now);

    public ServiceAnswer Throttled() => _protocol.Throttled();

    public ServiceAnswer Failed() =>
        _protocol.Answer(
            new ServiceException(
                500,
                "ServiceFailure",
                "The request processing has failed because of an unknown error, exception or failure."
            )
        );

    public bool Supports(FaultRequest fault, ClaimedCall call) =>
        fault.Kind == FaultKinds.AccessDenied || FaultKinds.IsForAnyService(fault.Kind);

    public ServiceAnswer? Instead(string fault, SignableRequest request, DateTimeOffset now) =>
        fault switch
        {
            FaultKinds.AccessDenied => _protocol.Answer(Denied(request, now)),
            FaultKinds.Expired => _protocol.Answer(ServiceException.ExpiredToken()),
            _ => null,
        };

    /// <summary>
    /// Gets IAM's refusal, as if a policy denied the call. A wrong signature is refused before a policy is read.
    /// </summary>
    private ServiceException Denied(SignableRequest request, DateTimeOffset now)
    {
        try
        {
            var parameters = QueryParameters.Parse(request);
            var caller = Authenticate(request, now);
            var name = parameters[IamRules.UserName.Name] ?? caller.User?.Name ?? "null";
            return UserPolicy.Denied(caller, Claimed(request).Action ?? "", $"user {name}");
        }
        catch (ServiceException error)
        {
            return error;
        }
    }

    private QueryAction Signed(Func<QueryParameters, Caller, DateTimeOffset, IEnumerable<XElement?>?> perform) =>
        (request, parameters, now) =>
            perform(
                parameters,
                _authenticator.Require(
                    Authenticate(request, now),
                    request,
                    QueryProtocol.ActionOf(parameters) ?? "",
                    $"user {parameters[IamRules.UserName.Name] ?? "null"}"
                ),
                now
            );

    /// <summary>
    /// Determines who signed a request. Sessions of GetSessionToken can call IAM only if they have MFA
    /// (https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html); to IAM, others are not valid. Nor are
    /// those of GetFederationToken, ever.
    /// </summary>
    private Caller Authenticate(SignableRequest request, DateTimeOffset now)
    {
        var caller = _authenticator.Authenticate(request, now);
        return caller is { User: not null, Session.MfaAuthenticated: false } or { Session.FederatedName: not null }
            ? throw _authenticator.InvalidClientTokenId()
            : caller;
    }

    /// <summary>https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetUser.html</summary>
    private static IEnumerable<XElement?> GetUser(QueryParameters parameters, Caller caller, DateTimeOffset now)
    {
        var reader = new ParameterReader(parameters);
        var name = reader.Optional(IamRules.UserName);
        reader.ThrowIfInvalid();
        return [IamXml.Person(UserPolicy.RequireSelf(caller, "GetUser", name))];
    }
}
