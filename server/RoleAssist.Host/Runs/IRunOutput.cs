using RoleAssist.Core.Runs;

namespace RoleAssist.Host.Runs;

/// <summary>Shows what the commands of a run print. Called from several threads.</summary>
internal interface IRunOutput : IDisposable
{
    /// <summary>Returns what takes the output of an item's command.</summary>
    IItemOutput Open(RunItem item);

    /// <summary>Takes the result of an item, whether or not its command was started.</summary>
    void Close(RunResult result, IItemOutput? output);

    /// <summary>All items of an account have ended.</summary>
    void CloseAccount(int account);
}
