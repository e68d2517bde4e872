using System.Globalization;
using RoleAssist.Core.Runs;

namespace RoleAssist.Host.Runs;

/// <summary>
/// One line at the bottom of the terminal that tells how far the run is, in the words of the summary. It is erased before anything else is written.
/// </summary>
/// <param name="total">The number of items; null if the accounts will tell.</param>
/// <param name="terminal">The terminal to draw it on; null to draw nothing.</param>
/// <param name="time">The clock.</param>
internal sealed class ProgressLine(TextWriter? terminal, int? total, TimeProvider time)
{
    private const string Erase = "\r\e[2K";

    /// <summary>More often than this, nobody can read it.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly Lock _lock = new();
    private readonly long _start = time.GetTimestamp();
    private readonly int[] _ended = new int[4];
    private long? _drawn;
    private int _running;
    private bool _isDrawn;

    /// <summary>Writes something else, one at a time.</summary>
    public void Write(Action write)
    {
        lock (_lock)
        {
            Clear();
            write();
            Draw();
        }
    }

    public void Started()
    {
        lock (_lock)
        {
            _running++;
            Draw();
        }
    }

    public void Ended(RunState state, bool wasStarted)
    {
        lock (_lock)
        {
            _running -= wasStarted ? 1 : 0;
            _ended[(int)state]++;
            Draw();
        }
    }

    /// <summary>Erases the line for good.</summary>
    public void Finish()
    {
        lock (_lock)
        {
            Clear();
            _drawn = long.MaxValue;
        }
    }

    private int Count(RunState state) => _ended[(int)state];

    private string Few(RunState state, string name) => Count(state) > 0 ? $"{Count(state)} {name} · " : "";

    private void Clear()
    {
        if (_isDrawn)
        {
            terminal?.Write(Erase);
            _isDrawn = false;
        }
    }

    private void Draw()
    {
        if (terminal is null || _drawn is long.MaxValue || (_drawn is { } last && time.GetElapsedTime(last) < Pause))
        {
            return;
        }

        _drawn = time.GetTimestamp();
        var seconds = time.GetElapsedTime(_start).TotalSeconds.ToString("0", CultureInfo.InvariantCulture);
        var done = _ended.Sum() - Count(RunState.Canceled);
        var of = total is { } all ? $"{done}/{all}" : $"{done}";
        var others = string.Concat(Few(RunState.NotAssumed, "not assumed"), Few(RunState.Canceled, "cancelled"));
        terminal.Write(
            $"{Erase}{of} done · {Count(RunState.Failed)} failed · {others}{_running} running · {seconds} s"
        );
        _isDrawn = true;
    }
}
