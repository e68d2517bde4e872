using System.Xml.Linq;
using RoleAssist.Sandbox.Accounts;
using RoleAssist.Sandbox.Errors;
using RoleAssist.Sandbox.Faults;
using RoleAssist.Sandbox.Formats;
using RoleAssist.Sandbox.Http;
using RoleAssist.Sandbox.Query;
using RoleAssist.Sandbox.Signing;

namespace RoleAssist.Sandbox.Sts;

/// <summary>The Security Token Service.</summary>
internal sealed class StsService : IService
{
    private readonly AccountDirectory _directory;
    private readonly SessionTokens _tokens;
    private readonly Authenticator _authenticator;
    private readonly QueryProtocol _protocol;

    public StsService(AccountDirectory directory, SessionTokens tokens)
    {
        (_directory, _tokens) = (directory, tokens);
        _authenticator = new Authenticator(SignedService.Sts, directory, tokens);
        var webIdentity = new AssumeRoleWithWebIdentity(directory, tokens);
        _protocol = new QueryProtocol(
            "STS",
            "2011-06-15",
            StsXml.Writer,
            new Dictionary<string, QueryAction>
            {
                [nameof(AssumeRole)] = Signed(new AssumeRole(directory, tokens).Perform),
                ["AssumeRoleWithWebIdentity"] = (_, parameters, now) => webIdentity.Perform(parameters, now),
                ["GetSessionToken"] = Signed(new GetSessionToken(tokens).Perform),
                ["GetFederationToken"] = Signed(new GetFederationToken(tokens).Perform),
                ["GetAccessKeyInfo"] = Signed(GetAccessKeyInfo),
                ["GetCallerIdentity"] = Signed(GetCallerIdentity),
            }
        );
    }

    /// <summary>STS is the sandbox's main service, so it handles all requests that no other service handles.</summary>
    public bool Serves(SignableRequest request) => true;

    public ClaimedCall Claimed(SignableRequest request) =>
        QueryProtocol.ClaimedCall(
            request,
            QueryProtocol.Claimed(request, ParameterRules.RoleArn.Name) is { } role
                ? Arns.AccountOf(role)
                : _authenticator.ClaimedAccount(request)
        ) with
        {
            HasCode = QueryProtocol.Claimed(request, ParameterRules.TokenCode.Name) is not null,
            SessionName = QueryProtocol.Claimed(request, ParameterRules.RoleSessionName.Name),
            Policy = QueryProtocol.Claimed(request, ParameterRules.Policy.Name),
        };

    public ServiceAnswer Answer(SignableRequest request, DateTimeOffset now) => _protocol.Answer(request, now);

    public ServiceAnswer Throttled() => _protocol.Throttled();

    public ServiceAnswer Failed() =>
        _protocol.Answer(
            new ServiceException(
                500,
                "InternalFailure",
                "The request processing has failed because of an unknown error, exception or failure."
            )
        );

    public bool Supports(FaultRequest fault, ClaimedCall call) =>
        FaultKinds.IsForAnyService(fault.Kind)
        || (fault.Kind == FaultKinds.AccessDenied && fault.IsAimed && call.Action == nameof(AssumeRole));

    public ServiceAnswer? Instead(string fault, SignableRequest request, DateTimeOffset now) =>
        fault switch
        {
            FaultKinds.AccessDenied => _protocol.Answer(Denied(request, now)),
            FaultKinds.BareError => UnusualResponses.BareError(),
            FaultKinds.Expired => _protocol.Answer(ServiceException.ExpiredToken()),
            _ => null,
        };

    public ServiceAnswer Distorted(FaultRequest fault, ServiceAnswer answer, DateTimeOffset now) =>
        fault switch
        {
            { Kind: FaultKinds.Nanoseconds } => UnusualResponses.WithNanoseconds(answer),
            { Kind: FaultKinds.LongKey } => UnusualResponses.WithLongKey(answer, _tokens),
            { Kind: FaultKinds.ShortLived, Seconds: { } seconds } => UnusualResponses.EndingAt(
                now.AddSeconds(seconds),
                answer,
                _tokens
            ),
            _ => answer,
        };

    /// <summary>Gets the refusal of AssumeRole. A wrong signature is refused before a policy is read.</summary>
    private ServiceException Denied(SignableRequest request, DateTimeOffset now)
    {
        try
        {
            var parameters = AssumeRoleRequest.Read(QueryParameters.Parse(request));
            var caller = _authenticator.Authenticate(request, now);
            return AssumeRole.NotAuthorized(caller, TrustActions.AssumeRole, parameters.RoleArn);
        }
        catch (ServiceException error)
        {
            return error;
        }
    }

    private QueryAction Signed(Func<QueryParameters, Caller, DateTimeOffset, IEnumerable<XElement?>> perform) =>
        (request, parameters, now) => perform(parameters, Authorize(request, parameters, now), now);

    /// <summary>Determines who may make a call. GetCallerIdentity needs no permission, and no policy can deny it.</summary>
    private Caller Authorize(SignableRequest request, QueryParameters parameters, DateTimeOffset now)
    {
        var caller = _authenticator.Authenticate(request, now);
        return QueryProtocol.ActionOf(parameters) is { } action and not nameof(GetCallerIdentity)
            ? _authenticator.Require(caller, request, action, parameters[ParameterRules.RoleArn.Name] ?? "*")
            : caller;
    }

    /// <summary>
    /// https://docs.aws.amazon.com/STS/latest/APIReference/API_GetAccessKeyInfo.html: returns the account of a key,
    /// whichever account it belongs to, and even if it is inactive or deleted.
    /// </summary>
    private IEnumerable<XElement?> GetAccessKeyInfo(QueryParameters parameters, Caller caller, DateTimeOffset now)
    {
        var reader = new ParameterReader(parameters);
        var id = reader.Required(ParameterRules.AccessKeyId);
        reader.ThrowIfInvalid();

        return _directory.Keys.Find(id) is { } key
            ? [StsXml.Text("Account", key.Owner.Account)]
            : throw new ServiceException(400, "ValidationError", $"Invalid AccessKeyId: {id}");
    }

    private static IEnumerable<XElement?> GetCallerIdentity(
        QueryParameters parameters,
        Caller caller,
        DateTimeOffset now
    ) => [StsXml.Text("Arn", caller.Arn), StsXml.Text("UserId", caller.UserId), StsXml.Text("Account", caller.Account)];
}
