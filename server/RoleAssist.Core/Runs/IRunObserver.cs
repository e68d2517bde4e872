namespace RoleAssist.Core.Runs;

/// <summary>Watches a run. Called from several threads.</summary>
public interface IRunObserver
{
    /// <summary>An item's command is about to start. Returns what takes its output.</summary>
    IItemOutput Started(RunItem item);

    /// <summary>An item has ended, whether or not its command was started.</summary>
    void Ended(RunResult result);

    /// <summary>All items of an account have ended.</summary>
    /// <param name="account">The place of the account in the selection.</param>
    void AccountEnded(int account);
}
