using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace RoleAssist.Sandbox.Http;

/// <summary>Creates JSON responses.</summary>
internal static class JsonAnswer
{
    private const string RequestId = "x-amzn-RequestId";
    private const string ErrorType = "x-amzn-ErrorType";

    public static ServiceAnswer Create<T>(int status, T value, JsonTypeInfo<T> type) =>
        new(status, "application/json", JsonSerializer.Serialize(value, type))
        {
            Headers = [new(RequestId, Guid.NewGuid().ToString())],
        };

    /// <summary>
    /// Creates an error of the REST-JSON protocol, which has its code in a header, followed by the service's namespace.
    /// </summary>
    public static ServiceAnswer CreateError<T>(
        int status,
        string code,
        string serviceNamespace,
        T value,
        JsonTypeInfo<T> type
    )
    {
        var answer = Create(status, value, type);
        return answer with
        {
            Headers =
            [
                .. answer.Headers,
                new(ErrorType, $"{code}:http://internal.amazon.com/coral/{serviceNamespace}/"),
            ],
        };
    }
}
