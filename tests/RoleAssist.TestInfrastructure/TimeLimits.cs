namespace RoleAssist.TestInfrastructure;

/// <summary>How long tests wait for events that must happen.</summary>
public static class TimeLimits
{
    /// <summary>Long enough for a busy machine; only a hang takes longer.</summary>
    public static readonly TimeSpan Hang = TimeSpan.FromMinutes(5);
}
