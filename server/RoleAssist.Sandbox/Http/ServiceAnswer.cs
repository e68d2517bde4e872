namespace RoleAssist.Sandbox.Http;

/// <summary>A response of a service.</summary>
internal sealed record ServiceAnswer(int Status, string ContentType, string Body)
{
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];
}
