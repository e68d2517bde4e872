namespace RoleAssist.TestInfrastructure;

/// <summary>How long a test waits for what must happen.</summary>
public static class TimeLimits
{
    /// <summary>Only a hang takes this long; a busy machine does not.</summary>
    public static readonly TimeSpan Hang = TimeSpan.FromMinutes(5);
}
