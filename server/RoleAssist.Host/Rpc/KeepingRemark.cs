using RoleAssist.Core.Sessions.Kept;

namespace RoleAssist.Host.Rpc;

/// <summary>What the client is told once if sessions are not kept, with the next answer.</summary>
internal sealed class KeepingRemark
{
    private string? _text;

    public KeepingRemark(SessionKeeper keeper) =>
        keeper.NotKept += state => _text = state == KeepingState.Locked ? SessionKeeper.NotKeptRemark : _text;

    /// <summary>Returns the sentence; null if there is none, or it has been told.</summary>
    public string? Take() => Interlocked.Exchange(ref _text, null);
}
