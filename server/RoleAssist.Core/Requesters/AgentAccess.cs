namespace RoleAssist.Core.Requesters;

/// <summary>What agents get when they ask for a role, the strictest first.</summary>
public enum AgentAccess
{
    /// <summary>Nothing.</summary>
    Deny,

    /// <summary>A narrow session of their own.</summary>
    Scoped,

    /// <summary>The same as the person.</summary>
    Same,
}
