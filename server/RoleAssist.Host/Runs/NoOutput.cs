using RoleAssist.Core.Runs;

namespace RoleAssist.Host.Runs;

/// <summary>Shows nothing of what the commands print.</summary>
internal sealed class NoOutput : IRunOutput, IItemOutput
{
    public IItemOutput Open(RunItem item) => this;

    public void Write(bool isError, ReadOnlySpan<byte> bytes) { }

    public void Close(RunResult result, IItemOutput? output) { }

    public void CloseAccount(int account) { }

    public void Dispose() { }
}
