namespace RoleAssist.Core.Delivery;

/// <summary>What an environment is for, which determines how it can be changed.</summary>
public enum EnvironmentUse
{
    /// <summary>One terminal: variables can be removed.</summary>
    Terminal,

    /// <summary>
    /// All terminals that are opened from now on: the variables must stay the same across renewals, and none can be
    /// removed.
    /// </summary>
    AllTerminals,

    /// <summary>
    /// A debug session or a task: the variables are added to an inherited environment, and none can be removed.
    /// </summary>
    Process,

    /// <summary>One command while it runs: variables can be removed.</summary>
    Command,
}
