namespace RoleAssist.Core.Runs;

/// <summary>How an item of a run ended.</summary>
public enum RunState
{
    /// <summary>The command ended with exit code 0.</summary>
    Ok,

    /// <summary>The command ended with another exit code, took too long, or could not be started.</summary>
    Failed,

    /// <summary>There were no credentials, so the command was not started.</summary>
    NotAssumed,

    /// <summary>The run was stopped before or while the command ran.</summary>
    Canceled,
}
