namespace RoleAssist.Core.Delivery;

/// <summary>The names of the deliveries in the audit trail.</summary>
public static class Deliveries
{
    /// <summary>Through environment variables.</summary>
    public const string Environment = "environment";

    /// <summary>Through the credential endpoint, on each request.</summary>
    public const string Endpoint = "endpoint";

    /// <summary>Through <c>credential-process</c>.</summary>
    public const string Process = "process";

    /// <summary>To a command that an agent has run through <c>roleassist mcp</c>.</summary>
    public const string Agent = "mcp";
}
