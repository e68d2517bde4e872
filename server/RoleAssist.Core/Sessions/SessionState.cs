namespace RoleAssist.Core.Sessions;

/// <summary>The state of a session.</summary>
public enum SessionState
{
    /// <summary>It is being assumed and has no valid credentials yet.</summary>
    Assuming,

    /// <summary>Its credentials are valid.</summary>
    Active,

    /// <summary>Its credentials are still valid, but have not been renewed successfully.</summary>
    Expiring,

    /// <summary>Its credentials are being renewed; the current ones are still valid.</summary>
    Refreshing,

    /// <summary>It cannot be renewed without an MFA code.</summary>
    NeedsMfa,

    /// <summary>Its credentials have expired.</summary>
    Expired,

    /// <summary>It could not be assumed or renewed, and has no valid credentials.</summary>
    Failed,
}
