using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using RoleAssist.Contracts;
using RoleAssist.Core.Delivery;
using RoleAssist.Core.Errors;
using ErrorCode = RoleAssist.Core.Errors.ErrorCode;

namespace RoleAssist.Host.Endpoint;

/// <summary>
/// Tickets that were issued and not used. Each is good once and for a moment, and whoever shows the wrong secret for one
/// has used it up.
/// </summary>
internal sealed class TicketRegistry(TimeProvider time)
{
    /// <summary>Long enough for a shell to be started that redeems it.</summary>
    internal static TimeSpan Lifetime { get; } = TimeSpan.FromSeconds(30);

    /// <summary>More than a person can want within their lifetime.</summary>
    private const int Most = 256;

    private readonly ConcurrentDictionary<string, Ticket> _tickets = new(StringComparer.Ordinal);

    /// <summary>A new ticket.</summary>
    /// <param name="changes">What it is worth, which is worked out when it is redeemed.</param>
    public (string Id, string Secret) Issue(Func<CancellationToken, Task<IReadOnlyList<EnvironmentChange>>> changes)
    {
        foreach (var (old, ticket) in _tickets)
        {
            if (ticket.End <= time.GetUtcNow())
            {
                _tickets.TryRemove(old, out _);
            }
        }

        if (_tickets.Count >= Most)
        {
            throw new RoleAssistException(ErrorCode.InvalidArgument, "There are too many tickets that nobody has used.", "Wait half a minute and try again.");
        }

        var (id, secret) = (SecretText.Create(64), SecretText.Create(128));
        _tickets[id] = new Ticket(secret, time.GetUtcNow() + Lifetime, changes);
        return (id, secret);
    }

    /// <summary>What a ticket is worth; null for one that is used, too old or was never issued, which are told apart by nobody.</summary>
    public async Task<EndpointAnswer?> RedeemAsync(string id, string secret, CancellationToken cancellationToken)
    {
        var isThere = _tickets.TryRemove(id, out var ticket);
        ticket ??= Ticket.Nobodys;
        if (!SecretText.IsKnown(ticket.Secret, secret) | !isThere || ticket.End <= time.GetUtcNow())
        {
            return null;
        }

        try
        {
            var changes = await ticket.Changes(cancellationToken).ConfigureAwait(false);
            return new EndpointAnswer(
                StatusCodes.Status200OK,
                EndpointJson.Write<IReadOnlyList<EnvironmentVariable>>([.. changes.Select(change => new EnvironmentVariable(change.Name, change.Value))]));
        }
        catch (RoleAssistException fault)
        {
            return EndpointAnswer.Failed(fault);
        }
    }

    private sealed class Ticket(string secret, DateTimeOffset end, Func<CancellationToken, Task<IReadOnlyList<EnvironmentChange>>> changes)
    {
        public string Secret => secret;

        public DateTimeOffset End => end;

        public Func<CancellationToken, Task<IReadOnlyList<EnvironmentChange>>> Changes => changes;

        public static Ticket Nobodys { get; } = new(SecretText.Create(128), DateTimeOffset.MinValue, _ => Task.FromResult<IReadOnlyList<EnvironmentChange>>([]));
    }
}
