namespace RoleAssist.Core.Delivery;

/// <summary>The ways in which credentials reach a program, as the audit trail names them.</summary>
public static class Deliveries
{
    /// <summary>In its environment.</summary>
    public const string Environment = "environment";

    /// <summary>By the credential endpoint, each time that it asks.</summary>
    public const string Endpoint = "endpoint";

    /// <summary>By <c>credential-process</c>.</summary>
    public const string Process = "process";
}
