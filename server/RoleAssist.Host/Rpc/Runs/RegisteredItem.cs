using RoleAssist.Core.Accounts;
using RoleAssist.Core.Runs;
using RoleAssist.Host.Runs;
using ItemState = RoleAssist.Contracts.RunItemState;

namespace RoleAssist.Host.Rpc.Runs;

/// <summary>One process of a run, with its output. It may be read while the command still prints.</summary>
/// <param name="id">Its ID within the run.</param>
/// <param name="account">The account.</param>
/// <param name="region">The region; null for that of the profile, or if the account has not told its regions yet.</param>
internal sealed class RegisteredItem(int id, SelectedAccount account, string? region) : IItemOutput
{
    private readonly Lock _reading = new();
    private SpooledItem? _output;
    private long _printed;

    public int Id => id;

    public SelectedAccount Account => account;

    public RunKey Key => new(account.Key, region);

    public ItemState State { get; private set; } = ItemState.Waiting;

    /// <summary>Gets how it ended; null while it has not.</summary>
    public RunResult? Result { get; private set; }

    /// <summary>Gets how many bytes it has printed.</summary>
    public long Printed => Interlocked.Read(ref _printed);

    /// <summary>Whether a retry runs it again.</summary>
    public bool CanRetry => State is ItemState.Failed or ItemState.NotAssumed or ItemState.Canceled;

    /// <summary>Prepares it for another attempt.</summary>
    public void Reset()
    {
        (State, Result) = (ItemState.Waiting, null);
        lock (_reading)
        {
            _output?.Free();
            (_output, _printed) = (null, 0);
        }
    }

    public void Start(OutputSpool spool)
    {
        State = ItemState.Running;
        lock (_reading)
        {
            _output = new SpooledItem(spool);
        }
    }

    public void End(RunResult result) => (Result, State) = (result, StateOf(result.State));

    /// <summary>Its turn never came.</summary>
    public void Cancel() => State = ItemState.Canceled;

    public void Write(bool isError, ReadOnlySpan<byte> bytes)
    {
        lock (_reading)
        {
            _output?.Write(isError, bytes);
            _printed += bytes.Length;
        }
    }

    /// <summary>Reads all output so far, in the order in which it was printed.</summary>
    public void Read(Action<bool, ReadOnlySpan<byte>> take) => WithOutput(output => output?.Read(take));

    /// <summary>Uses the output while nothing is added to it.</summary>
    public void WithOutput(Action<SpooledItem?> use)
    {
        lock (_reading)
        {
            use(_output);
        }
    }

    private static ItemState StateOf(RunState state) =>
        state switch
        {
            RunState.Ok => ItemState.Ok,
            RunState.Failed => ItemState.Failed,
            RunState.NotAssumed => ItemState.NotAssumed,
            RunState.Canceled => ItemState.Canceled,
            _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
        };
}
