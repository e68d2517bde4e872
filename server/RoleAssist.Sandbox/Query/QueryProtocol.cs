using System.Xml.Linq;
using RoleAssist.Sandbox.Errors;
using RoleAssist.Sandbox.Http;
using RoleAssist.Sandbox.Signing;

namespace RoleAssist.Sandbox.Query;

/// <summary>Performs an action and returns the members of its result, or null if the action has no result.</summary>
internal delegate IEnumerable<XElement?>? QueryAction(
    SignableRequest request,
    QueryParameters parameters,
    DateTimeOffset now
);

/// <summary>AWS' query protocol, as one service speaks it.</summary>
/// <param name="service">The service's name in error messages.</param>
/// <param name="version">The version of the service's API.</param>
/// <param name="xml">Creates XML in the service's namespace.</param>
/// <param name="actions">The service's actions.</param>
internal sealed class QueryProtocol(
    string service,
    string version,
    QueryXml xml,
    IReadOnlyDictionary<string, QueryAction> actions
)
{
    private const string ActionParameter = "Action";
    private const string VersionParameter = "Version";

    /// <summary>Gets the version that a request names; null if it names none or cannot be read.</summary>
    public static string? VersionOf(SignableRequest request) => Claimed(request, VersionParameter);

    public static string? ActionOf(QueryParameters parameters) => parameters[ActionParameter];

    public static ClaimedCall ClaimedCall(SignableRequest request, string? account) =>
        new(Claimed(request, ActionParameter), PresentedSignature.ClaimedAccessKeyId(request), account);

    public ServiceAnswer Answer(SignableRequest request, DateTimeOffset now)
    {
        try
        {
            if (request.Path.Any(character => character is not ('/' or '.')))
            {
                throw new ServiceException(
                    404,
                    "UnknownOperationException",
                    $"{service} is available only at the path /."
                );
            }

            if (request.Method is not ("GET" or "POST"))
            {
                throw new ServiceException(405, "MethodNotAllowed", $"{service} takes GET and POST.");
            }

            var parameters = QueryParameters.Parse(request);
            var (name, perform) = Find(parameters);
            var members = perform(request, parameters, now);
            return QueryAnswer.Create(200, requestId => xml.Response(name, requestId, members));
        }
        catch (ServiceException error)
        {
            return Answer(error);
        }
    }

    public ServiceAnswer Answer(ServiceException error) =>
        QueryAnswer.Create(error.Status, requestId => xml.Error(error, requestId));

    public ServiceAnswer Throttled() => Answer(new ServiceException(400, "Throttling", "Rate exceeded"));

    /// <summary>Gets an unverified parameter; null if there is none or the request cannot be read.</summary>
    public static string? Claimed(SignableRequest request, string parameter)
    {
        try
        {
            return QueryParameters.Parse(request)[parameter];
        }
        catch (ServiceException)
        {
            return null;
        }
    }

    private (string Name, QueryAction Perform) Find(QueryParameters parameters)
    {
        var name =
            parameters[ActionParameter]
            ?? throw new ServiceException(
                400,
                "MissingAction",
                "The request is missing an action or a required parameter."
            );
        var named = parameters[VersionParameter] ?? "NO_VERSION_SPECIFIED";
        return named == version && actions.TryGetValue(name, out var perform)
            ? (name, perform)
            : throw new ServiceException(400, "InvalidAction", $"Could not find operation {name} for version {named}");
    }
}
