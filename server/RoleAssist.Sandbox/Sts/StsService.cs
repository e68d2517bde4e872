using System.Xml.Linq;
using RoleAssist.Sandbox.Iam;
using RoleAssist.Sandbox.Signing;

namespace RoleAssist.Sandbox.Sts;

/// <summary>The Security Token Service: one request in, one answer out, at a given time.</summary>
internal sealed class StsService(AccountDirectory directory, SessionTokens tokens)
{
    public const string ActionParameter = "Action";
    private const string Version = "2011-06-15";

    private readonly Authenticator _authenticator = new(directory, tokens);
    private readonly AssumeRole _assumeRole = new(directory, tokens);
    private readonly GetSessionToken _getSessionToken = new(tokens);

    public StsAnswer Answer(SignableRequest request, DateTimeOffset now)
    {
        try
        {
            if (request.Path.Any(character => character is not ('/' or '.')))
            {
                throw new StsException(404, "UnknownOperationException", "STS answers at the path / only.");
            }

            if (request.Method is not ("GET" or "POST"))
            {
                throw new StsException(405, "MethodNotAllowed", "STS takes GET and POST.");
            }

            var parameters = QueryParameters.Parse(request);
            var (action, perform) = Find(parameters);
            var members = perform(parameters, _authenticator.Authenticate(request, now), now);
            var requestId = StsAnswer.NewRequestId();
            return new StsAnswer(200, requestId, StsXml.Result(action, requestId, members));
        }
        catch (StsException error)
        {
            return StsAnswer.Of(error);
        }
    }

    private (string Action, Func<QueryParameters, Caller, DateTimeOffset, IEnumerable<XElement?>> Perform) Find(
        QueryParameters parameters)
    {
        var action = parameters[ActionParameter]
            ?? throw new StsException(400, "MissingAction", "The request is missing an action or a required parameter.");
        var version = parameters[nameof(Version)] ?? "NO_VERSION_SPECIFIED";
        return (action, version) switch
        {
            ("AssumeRole", Version) => (action, _assumeRole.Perform),
            ("GetSessionToken", Version) => (action, _getSessionToken.Perform),
            ("GetCallerIdentity", Version) => (action, GetCallerIdentity),
            _ => throw new StsException(400, "InvalidAction", $"Could not find operation {action} for version {version}"),
        };
    }

    private static IEnumerable<XElement?> GetCallerIdentity(QueryParameters parameters, Caller caller, DateTimeOffset now) =>
        [StsXml.Text("Arn", caller.Arn), StsXml.Text("UserId", caller.UserId), StsXml.Text("Account", caller.Account)];
}
