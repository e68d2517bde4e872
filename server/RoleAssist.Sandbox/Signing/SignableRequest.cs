namespace RoleAssist.Sandbox.Signing;

/// <summary>An HTTP request as it was sent, before any decoding; this is what a signature covers.</summary>
internal sealed record SignableRequest(
    string Method,
    string Path,
    string Query,
    IReadOnlyList<KeyValuePair<string, string>> Headers,
    byte[] Body
)
{
    /// <summary>Creates a request from a raw request target, for example <c>/?Action=GetCallerIdentity</c>.</summary>
    public static SignableRequest Create(
        string method,
        string target,
        IReadOnlyList<KeyValuePair<string, string>> headers,
        byte[] body
    )
    {
        var question = target.IndexOf('?', StringComparison.Ordinal);
        return question < 0
            ? new SignableRequest(method, target, "", headers, body)
            : new SignableRequest(method, target[..question], target[(question + 1)..], headers, body);
    }

    public IEnumerable<string> HeaderValues(string name) =>
        Headers
            .Where(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase))
            .Select(header => header.Value);

    public string? Header(string name) => HeaderValues(name).FirstOrDefault();
}
