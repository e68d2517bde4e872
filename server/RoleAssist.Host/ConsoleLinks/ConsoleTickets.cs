using RoleAssist.Core.Errors;
using RoleAssist.Host.Endpoint;

namespace RoleAssist.Host.ConsoleLinks;

/// <summary>
/// The tickets to the console. Each opens it once, within a minute. It stands in the argument list of a browser, which
/// everybody on the machine can read, so it must be worth nothing by then.
/// </summary>
internal sealed class ConsoleTickets(TimeProvider time)
{
    /// <summary>Long enough for a browser to start, and for a person to answer its question.</summary>
    public static TimeSpan Lifetime { get; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a ticket is remembered, so that a second use is told what happened.</summary>
    public static TimeSpan Memory { get; } = TimeSpan.FromMinutes(2);

    private const int Bits = 256;

    /// <summary>More than a user can need within the time.</summary>
    private const int MaxCount = 64;

    private readonly Lock _lock = new();
    private readonly List<ConsoleTicket> _tickets = [];

    /// <summary>Whether a ticket is still remembered.</summary>
    public bool HasAny
    {
        get
        {
            lock (_lock)
            {
                Forget();
                return _tickets.Count > 0;
            }
        }
    }

    /// <summary>Issues a ticket.</summary>
    /// <param name="signIn">Gets the address that signs the browser in, when the ticket is used.</param>
    /// <exception cref="RoleAssistException">There are too many unused tickets.</exception>
    public ConsoleTicket Issue(Func<CancellationToken, Task<Uri>> signIn)
    {
        var ticket = new ConsoleTicket(RandomSecret.Create(Bits), time.GetUtcNow() + Lifetime, signIn);
        lock (_lock)
        {
            Forget();
            if (_tickets.Count(old => old.State == TicketState.Valid) >= MaxCount)
            {
                throw new RoleAssistException(
                    ErrorCode.InvalidArgument,
                    "Too many consoles were asked for at once.",
                    "Wait a minute and try again."
                );
            }

            _tickets.Add(ticket);
        }

        return ticket;
    }

    /// <summary>Uses a ticket, if it is valid.</summary>
    /// <param name="text">What was presented.</param>
    public (TicketState State, ConsoleTicket? Ticket) Use(string text)
    {
        ConsoleTicket? found = null;
        lock (_lock)
        {
            // Every ticket is compared, whatever is found, so that the time tells nothing.
            foreach (var ticket in _tickets)
            {
                if (RandomSecret.IsKnown(ticket.Text, text))
                {
                    found = ticket;
                }
            }

            if (found is null)
            {
                return (TicketState.Unknown, null);
            }

            var state = found.State;
            if (state == TicketState.Valid && found.End <= time.GetUtcNow())
            {
                state = TicketState.Expired;
            }

            found.State = state == TicketState.Valid ? TicketState.Used : state;
            return (state, found);
        }
    }

    private void Forget() => _tickets.RemoveAll(old => old.End - Lifetime + Memory <= time.GetUtcNow());
}
