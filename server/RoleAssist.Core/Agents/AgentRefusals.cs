namespace RoleAssist.Core.Agents;

/// <summary>
/// Remembers what a person has said no to, so that an agent cannot ask until they press the wrong button. It counts what
/// was asked for and not who asked, because an agent can call itself what it likes.
/// </summary>
internal sealed class AgentRefusals(TimeProvider time)
{
    /// <summary>How many in a short time silence every agent, whatever it asks for.</summary>
    private const int MostInARow = 3;

    /// <summary>How long nobody is asked after the first no, the second and so on.</summary>
    private static readonly TimeSpan[] Pauses =
    [
        TimeSpan.FromMinutes(1),
        TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(15),
        TimeSpan.FromHours(1),
    ];

    private static readonly TimeSpan Row = TimeSpan.FromMinutes(10);

    /// <summary>A no that is so long ago does not make the next pause longer.</summary>
    private static readonly TimeSpan Memory = TimeSpan.FromHours(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Refusal> _refusals = new(StringComparer.Ordinal);
    private readonly Queue<DateTimeOffset> _recent = new();
    private DateTimeOffset _silentUntil;

    /// <summary>Records a no.</summary>
    public void Add(string subject)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            var times = _refusals.TryGetValue(subject, out var last) && now < last.Until + Memory ? last.Times + 1 : 1;
            _refusals[subject] = new Refusal(now + Pauses[Math.Min(times, Pauses.Length) - 1], times);
            _recent.Enqueue(now);
            while (_recent.TryPeek(out var first) && (now - first > Row || _recent.Count > MostInARow))
            {
                _recent.Dequeue();
            }

            if (_recent.Count == MostInARow)
            {
                _silentUntil = now + Pauses[1];
            }
        }
    }

    /// <summary>Gets until when nobody is asked about something; null if a person may be asked.</summary>
    public DateTimeOffset? PauseOf(string subject)
    {
        lock (_lock)
        {
            var own = OwnPauseOf(subject);
            return own is null || _silentUntil > own ? OrNone(_silentUntil) ?? own : own;
        }
    }

    /// <summary>Gets until when nobody is asked about something because of a no to it; null if there was none.</summary>
    public DateTimeOffset? OwnPauseOf(string subject)
    {
        lock (_lock)
        {
            return _refusals.TryGetValue(subject, out var refusal) ? OrNone(refusal.Until) : null;
        }
    }

    private DateTimeOffset? OrNone(DateTimeOffset until) => time.GetUtcNow() < until ? until : null;

    /// <summary>Lets agents ask again about everything.</summary>
    /// <returns>How many things nobody was asked about.</returns>
    public int Clear()
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            var count = _refusals.Values.Count(refusal => now < refusal.Until);
            _refusals.Clear();
            _recent.Clear();
            _silentUntil = default;
            return count;
        }
    }

    private readonly record struct Refusal(DateTimeOffset Until, int Times);
}
