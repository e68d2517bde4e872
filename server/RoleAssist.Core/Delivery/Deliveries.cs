namespace RoleAssist.Core.Delivery;

/// <summary>The ways in which credentials reach a program, as the audit trail names them.</summary>
public static class Deliveries
{
    /// <summary>In its environment.</summary>
    public const string Environment = "environment";
}
