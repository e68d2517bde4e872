namespace RoleAssist.Core.Sessions;

/// <summary>What has to be done to get a session.</summary>
public enum SessionRoute
{
    /// <summary>Nothing: a fresh session exists.</summary>
    Existing,

    /// <summary>Execute its chain, which needs no MFA code.</summary>
    Plain,

    /// <summary>Execute its chain with an MFA code in the first call.</summary>
    Direct,

    /// <summary>
    /// Execute its chain starting with a prime: a session of the user that one MFA code provides for all roles
    /// behind the device.
    /// </summary>
    Primed,
}
