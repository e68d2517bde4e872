using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using RoleAssist.Core.Errors;

namespace RoleAssist.Core.Agents;

/// <summary>
/// The questions about agents that wait for a person. A client with a person behind it shows them; without one nobody can
/// be asked.
/// </summary>
public sealed class AgentApprovals(TimeProvider time)
{
    /// <summary>How long an agent waits for an answer.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>
    /// How long a yes for once holds: a program that asks again because the answer came too late for it is not asked about
    /// again.
    /// </summary>
    public static readonly TimeSpan OnceValidity = TimeSpan.FromSeconds(30);

    /// <summary>How long a yes for the session holds.</summary>
    public static readonly TimeSpan Validity = TimeSpan.FromMinutes(15);

    /// <summary>More are refused at once, so that agents cannot bury a person in questions.</summary>
    private const int MostWaiting = 4;

    /// <summary>More of one agent are.</summary>
    private const int MostOfAgent = 2;

    private readonly ConcurrentDictionary<string, Waiting> _waiting = new(StringComparer.Ordinal);

    private readonly AgentRefusals _refusals = new(time);

    /// <summary>Until when a yes holds: for a command, or for all commands if there is none.</summary>
    private readonly ConcurrentDictionary<(string Agent, string Session, string? Command), DateTimeOffset> _allowed =
        new();

    /// <summary>Raised when a person is to be asked.</summary>
    public event Action<AgentQuestion>? Asked;

    /// <summary>Raised when nobody waits for an answer any more.</summary>
    public event Action<string>? Ended;

    /// <summary>Raised when there is a client that shows questions.</summary>
    public event Action? Opened;

    /// <summary>Whether there is a client that shows questions.</summary>
    public bool CanAsk
    {
        get;
        set
        {
            field = value;
            if (value)
            {
                Opened?.Invoke();
            }
        }
    }

    /// <summary>Lets agents ask again about what the person has said no to.</summary>
    /// <returns>How many things agents were kept from asking about.</returns>
    public int LetAskAgain() => _refusals.Clear();

    /// <summary>
    /// Rejects what the person has just said no to, for an agent that is about to ask several windows. It may need no
    /// question, so a no to something else does not count.
    /// </summary>
    /// <param name="agent">The agent's name.</param>
    /// <param name="profile">The profile that it asks for.</param>
    /// <param name="subject">What the no was about: <see cref="AgentQuestion.Subject"/>.</param>
    /// <exception cref="RoleAssistException"><see cref="ErrorCode.AgentNotAllowed"/>.</exception>
    public void RequireNotRefused(string agent, string profile, string subject)
    {
        if (_refusals.OwnPauseOf(subject) is { } until)
        {
            throw TooSoon(agent, profile, until);
        }
    }

    /// <summary>Asks, unless the person has allowed it for the session, or has just said no to it.</summary>
    /// <param name="question">What to ask; its id and its end are set here.</param>
    /// <param name="session">What a yes for the session holds for.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The decision; null if there was none in time, or nobody to ask.</returns>
    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.AgentNotAllowed"/>: the person is not asked again so soon, or could not read what to say yes to.
    /// </exception>
    public async Task<AgentDecision?> AskAsync(
        AgentQuestion question,
        string session,
        CancellationToken cancellationToken
    )
    {
        (string Agent, string Session, string? Command) key = (question.Agent, session, question.Command);
        if (IsAllowed(key) || IsAllowed(key with { Command = null }))
        {
            return AgentDecision.Session;
        }

        if (_refusals.PauseOf(question.Subject) is { } until)
        {
            throw TooSoon(question.Agent, question.Profile, until);
        }

        if (AgentCommand.IsTooLong(question.Command))
        {
            throw AgentCommand.TooLong(question.Agent);
        }

        using var limit = new CancellationTokenSource(Patience, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            // A program that asks again while the person thinks waits for the same answer.
            return await (
                _waiting.Values.FirstOrDefault(other => other.Key == key) is { } asked
                    ? asked.Decision.Task.WaitAsync(stop.Token)
                : CanAsk && HasRoomFor(question.Agent) ? AskAsync(question, key, stop.Token)
                : Task.FromResult<AgentDecision?>(null)
            ).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private async Task<AgentDecision?> AskAsync(
        AgentQuestion question,
        (string Agent, string Session, string? Command) key,
        CancellationToken cancellationToken
    )
    {
        var waiting = new Waiting(
            question with
            {
                Id = RandomNumberGenerator.GetHexString(16, lowercase: true),
                Expires = time.GetUtcNow() + Patience,
            },
            key
        );
        _waiting[waiting.Question.Id] = waiting;
        try
        {
            Asked?.Invoke(waiting.Question);
            var decision = await waiting.Decision.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
            if (decision == AgentDecision.Once)
            {
                _allowed[key] = time.GetUtcNow() + OnceValidity;
            }
            else if (decision == AgentDecision.Session)
            {
                _allowed[key with { Command = null }] = time.GetUtcNow() + Validity;
            }

            return decision;
        }
        finally
        {
            _waiting.TryRemove(waiting.Question.Id, out _);
            Ended?.Invoke(waiting.Question.Id);
        }
    }

    /// <summary>Records a decision.</summary>
    /// <returns>Whether an agent waits for it.</returns>
    public bool Decide(string id, AgentDecision decision)
    {
        if (!_waiting.TryGetValue(id, out var waiting) || !waiting.Decision.TrySetResult(decision))
        {
            return false;
        }

        if (decision == AgentDecision.Deny)
        {
            var subject = waiting.Question.Subject;
            _refusals.Add(subject);
            foreach (var other in _waiting.Values.Where(other => other.Question.Subject == subject))
            {
                // Another command for the same role waits behind it.
                other.Decision.TrySetResult(AgentDecision.Deny);
            }
        }

        return true;
    }

    private static RoleAssistException TooSoon(string agent, string profile, DateTimeOffset until) =>
        new(
            ErrorCode.AgentNotAllowed,
            $"The user has just said no, so the agent {agent} is refused '{profile}' without a question until "
                + $"{until.ToString("HH:mm:ss 'UTC'", CultureInfo.InvariantCulture)}.",
            "Do not ask again before. The user can run the command, or AWS: Let Agents Ask Again in VS Code."
        )
        {
            Profile = profile,
        };

    private bool HasRoomFor(string agent) =>
        _waiting.Count < MostWaiting && _waiting.Values.Count(other => other.Question.Agent == agent) < MostOfAgent;

    private bool IsAllowed((string Agent, string Session, string? Command) key) =>
        _allowed.TryGetValue(key, out var until) && time.GetUtcNow() < until;

    private sealed record Waiting(AgentQuestion Question, (string Agent, string Session, string? Command) Key)
    {
        public TaskCompletionSource<AgentDecision?> Decision { get; } =
            new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
