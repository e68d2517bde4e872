namespace RoleAssist.Core.Sessions;

/// <summary>What can be done with a session.</summary>
public enum SessionState
{
    /// <summary>It is being assumed for the first time.</summary>
    Assuming,

    /// <summary>Its credentials are good.</summary>
    Active,

    /// <summary>Its credentials are good, but not for long, and renewing them has not worked yet.</summary>
    Expiring,

    /// <summary>Its credentials are being renewed; those it has are good.</summary>
    Refreshing,

    /// <summary>It cannot be renewed without an MFA code.</summary>
    NeedsMfa,

    /// <summary>Its credentials have ended.</summary>
    Expired,

    /// <summary>It could not be assumed or renewed, and it has no credentials that are good.</summary>
    Failed,
}
