using System.Xml.Linq;
using RoleAssist.Sandbox.Accounts;
using RoleAssist.Sandbox.Errors;
using RoleAssist.Sandbox.Faults;
using RoleAssist.Sandbox.Http;
using RoleAssist.Sandbox.Query;
using RoleAssist.Sandbox.Signing;

namespace RoleAssist.Sandbox.Sts;

/// <summary>The Security Token Service.</summary>
internal sealed class StsService(AccountDirectory directory, SessionTokens tokens) : IService
{
    private const string ActionParameter = "Action";
    private const string Version = "2011-06-15";

    private readonly Authenticator _authenticator = new(directory, tokens);
    private readonly AssumeRole _assumeRole = new(directory, tokens);
    private readonly AssumeRoleWithWebIdentity _assumeRoleWithWebIdentity = new(directory, tokens);
    private readonly GetSessionToken _getSessionToken = new(tokens);

    /// <summary>STS is the sandbox's main service, so it handles all requests that no other service handles.</summary>
    public bool Serves(string path) => true;

    public ClaimedCall Claimed(SignableRequest request)
    {
        try
        {
            return new ClaimedCall(
                QueryParameters.Parse(request)[ActionParameter],
                PresentedSignature.ClaimedAccessKeyId(request)
            );
        }
        catch (ServiceException)
        {
            return new ClaimedCall(Action: null, PresentedSignature.ClaimedAccessKeyId(request));
        }
    }

    public ServiceAnswer Answer(SignableRequest request, DateTimeOffset now)
    {
        try
        {
            if (request.Path.Any(character => character is not ('/' or '.')))
            {
                throw new ServiceException(404, "UnknownOperationException", "STS is available only at the path /.");
            }

            if (request.Method is not ("GET" or "POST"))
            {
                throw new ServiceException(405, "MethodNotAllowed", "STS takes GET and POST.");
            }

            var parameters = QueryParameters.Parse(request);
            var (action, perform) = Find(parameters);
            return StsAnswer.From(action, perform(request, parameters, now));
        }
        catch (ServiceException error)
        {
            return StsAnswer.From(error);
        }
    }

    public ServiceAnswer Throttled() => StsAnswer.From(new ServiceException(400, "Throttling", "Rate exceeded"));

    public ServiceAnswer Failed() =>
        StsAnswer.From(
            new ServiceException(
                500,
                "InternalFailure",
                "The request processing has failed because of an unknown error, exception or failure."
            )
        );

    public ServiceAnswer? Instead(string fault) =>
        fault switch
        {
            FaultKinds.BareError => UnusualResponses.BareError(),
            FaultKinds.Expired => StsAnswer.From(ServiceException.ExpiredToken()),
            _ => null,
        };

    public ServiceAnswer Distorted(FaultRequest fault, ServiceAnswer answer, DateTimeOffset now) =>
        fault switch
        {
            { Kind: FaultKinds.Nanoseconds } => UnusualResponses.WithNanoseconds(answer),
            { Kind: FaultKinds.LongKey } => UnusualResponses.WithLongKey(answer, tokens),
            { Kind: FaultKinds.ShortLived, Seconds: { } seconds } => UnusualResponses.EndingAt(
                now.AddSeconds(seconds),
                answer,
                tokens
            ),
            _ => answer,
        };

    private (
        string Action,
        Func<SignableRequest, QueryParameters, DateTimeOffset, IEnumerable<XElement?>> Perform
    ) Find(QueryParameters parameters)
    {
        var action =
            parameters[ActionParameter]
            ?? throw new ServiceException(
                400,
                "MissingAction",
                "The request is missing an action or a required parameter."
            );
        var version = parameters[nameof(Version)] ?? "NO_VERSION_SPECIFIED";
        return (action, version) switch
        {
            ("AssumeRole", Version) => (action, Signed(_assumeRole.Perform)),
            ("AssumeRoleWithWebIdentity", Version) => (
                action,
                (_, values, now) => _assumeRoleWithWebIdentity.Perform(values, now)
            ),
            ("GetSessionToken", Version) => (action, Signed(_getSessionToken.Perform)),
            ("GetAccessKeyInfo", Version) => (action, Signed(GetAccessKeyInfo)),
            ("GetCallerIdentity", Version) => (action, Signed(GetCallerIdentity)),
            _ => throw new ServiceException(
                400,
                "InvalidAction",
                $"Could not find operation {action} for version {version}"
            ),
        };
    }

    private Func<SignableRequest, QueryParameters, DateTimeOffset, IEnumerable<XElement?>> Signed(
        Func<QueryParameters, Caller, DateTimeOffset, IEnumerable<XElement?>> perform
    ) => (request, parameters, now) => perform(parameters, _authenticator.Authenticate(request, now), now);

    /// <summary>
    /// https://docs.aws.amazon.com/STS/latest/APIReference/API_GetAccessKeyInfo.html: returns the account of a key,
    /// whichever account it belongs to.
    /// </summary>
    private IEnumerable<XElement?> GetAccessKeyInfo(QueryParameters parameters, Caller caller, DateTimeOffset now)
    {
        var reader = new ParameterReader(parameters);
        var id = reader.Required(ParameterRules.AccessKeyId);
        reader.ThrowIfInvalid();

        return directory.UserByKey(id) is { } user
            ? [StsXml.Text("Account", user.Account)]
            : throw new ServiceException(400, "ValidationError", $"Invalid AccessKeyId: {id}");
    }

    private static IEnumerable<XElement?> GetCallerIdentity(
        QueryParameters parameters,
        Caller caller,
        DateTimeOffset now
    ) => [StsXml.Text("Arn", caller.Arn), StsXml.Text("UserId", caller.UserId), StsXml.Text("Account", caller.Account)];
}
