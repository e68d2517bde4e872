using RoleAssist.Sandbox.Http;

namespace RoleAssist.Sandbox.Query;

/// <summary>Creates responses of the query protocol: XML, with the request ID also in a header.</summary>
internal static class QueryAnswer
{
    private const string RequestId = "x-amzn-RequestId";

    public static ServiceAnswer Create(int status, Func<string, string> body)
    {
        var requestId = Guid.NewGuid().ToString();
        return new ServiceAnswer(status, "text/xml", body(requestId)) { Headers = [new(RequestId, requestId)] };
    }
}
