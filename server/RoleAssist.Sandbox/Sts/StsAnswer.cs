using System.Xml.Linq;
using RoleAssist.Sandbox.Errors;
using RoleAssist.Sandbox.Http;

namespace RoleAssist.Sandbox.Sts;

/// <summary>Creates STS responses: XML of the query protocol, with the request ID also in a header.</summary>
internal static class StsAnswer
{
    private const string RequestId = "x-amzn-RequestId";

    public static ServiceAnswer From(string action, IEnumerable<XElement?> members) =>
        Create(200, requestId => StsXml.Result(action, requestId, members));

    public static ServiceAnswer From(ServiceException error) =>
        Create(error.Status, requestId => StsXml.Error(error, requestId));

    public static ServiceAnswer Create(int status, Func<string, string> body)
    {
        var requestId = Guid.NewGuid().ToString();
        return new ServiceAnswer(status, "text/xml", body(requestId)) { Headers = [new(RequestId, requestId)] };
    }
}
