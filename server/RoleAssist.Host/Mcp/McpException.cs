namespace RoleAssist.Host.Mcp;

/// <summary>A request that cannot be dispatched, with the answer to it.</summary>
internal sealed class McpException(int code, string message) : Exception(message)
{
    public const int ParseError = -32700;
    public const int InvalidRequest = -32600;
    public const int MethodNotFound = -32601;
    public const int InvalidParams = -32602;
    public const int InternalError = -32603;
    public const int UnsupportedRevision = -32022;

    public int Code => code;

    /// <summary>Gets the revision that was asked for, if it is not supported.</summary>
    public string? RequestedRevision { get; init; }
}
