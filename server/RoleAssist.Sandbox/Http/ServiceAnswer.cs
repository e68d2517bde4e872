namespace RoleAssist.Sandbox.Http;

/// <summary>An answer of a service, ready for the wire.</summary>
internal sealed record ServiceAnswer(int Status, string ContentType, string Body)
{
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];
}
