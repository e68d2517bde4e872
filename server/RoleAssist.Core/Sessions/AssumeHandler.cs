using Microsoft.Extensions.Logging;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Core.Sessions;

/// <summary>How a request wants its sessions made.</summary>
/// <param name="TokenCode">The MFA device's code, when there is one already.</param>
/// <param name="Preference">How codes are to be spent.</param>
/// <param name="WillRenew">Whether sessions will be renewed, or are for one program that takes them as they are.</param>
/// <param name="PrimeSeconds">How long a primed session lasts.</param>
/// <param name="Identify">
/// Whether AWS is asked who somebody is that no role says; a program that is handed credentials does not need to know,
/// and their source may be reached where STS is not.
/// </param>
/// <param name="ForceRefresh">Whether a session that is good is made anew all the same.</param>
/// <param name="Shared">Whether a session that another of this user's processes holds will do.</param>
public sealed record SessionOptions(
    string? TokenCode = null,
    MfaPreference Preference = MfaPreference.Automatic,
    bool WillRenew = true,
    int PrimeSeconds = SessionPlanner.DefaultPrimeSeconds,
    bool Identify = true,
    bool ForceRefresh = false,
    bool Shared = true);

/// <summary>Becomes what somebody wants to be: plans, makes the calls, keeps the sessions.</summary>
public sealed partial class AssumeHandler(
    IProfileStore store,
    RoleChainResolver resolver,
    SessionIssuer issuer,
    SessionRegistry registry,
    TimeProvider time,
    ILogger<AssumeHandler> logger)
{
    private readonly SingleFlight<(SessionId, bool), Session> _assuming = new();

    /// <summary>One target's session.</summary>
    public async Task<Session> HandleAsync(AssumeTarget target, SessionOptions options, CancellationToken cancellationToken) =>
        (await HandleAsync([target], options, cancellationToken).ConfigureAwait(false))[0];

    /// <summary>A session that is there, made anew, as a person wants it who does not wait for its renewal.</summary>
    /// <exception cref="RoleAssistException"><see cref="ErrorCode.SessionNotFound"/>, or as for any target.</exception>
    public Task<Session> RefreshAsync(SessionId id, SessionOptions options, CancellationToken cancellationToken) =>
        HandleAsync(registry.Get(id).Target, options with { ForceRefresh = true }, cancellationToken);

    /// <summary>
    /// The sessions of several targets, planned together. Those that are live and not about to end are answered without
    /// asking AWS; those that were made before something failed are live when the request comes again.
    /// </summary>
    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.MfaRequired"/> when a code is needed; otherwise whatever stands in the way.
    /// </exception>
    public async Task<IReadOnlyList<Session>> HandleAsync(
        IReadOnlyList<AssumeTarget> targets, SessionOptions options, CancellationToken cancellationToken)
    {
        var plan = await PlanAsync(targets, options, cancellationToken).ConfigureAwait(false);
        foreach (var planned in plan.Sessions)
        {
            LogPlan(planned.Chain.Profile, planned.Chain.Base.Kind, string.Join(", ", planned.Chain.Steps.Select(Describe)), planned.Route, planned.Chain.Sts);
        }

        var sessions = new List<Session>();
        var code = options.TokenCode;
        foreach (var (target, planned) in targets.Zip(plan.Sessions))
        {
            if (!options.WillRenew && await FindElsewhereAsync(target, planned, options, cancellationToken).ConfigureAwait(false) is { } running)
            {
                sessions.Add(running);
                continue;
            }

            var prime = planned.Route == SessionRoute.Primed ? plan.Primes.First(candidate => candidate.Key == PrimeKey.Of(planned.Chain)) : null;
            var takesCode = planned.Route == SessionRoute.Direct || (prime is not null && registry.FindPrime(prime.Key) is null);
            sessions.Add(await AssumeAsync(target, planned, prime, options with { TokenCode = code }, cancellationToken).ConfigureAwait(false));

            // A code is good once; who needs one after this needs another.
            code = takesCode ? null : code;
        }

        return sessions;
    }

    /// <summary>What would be done for these targets now.</summary>
    public async Task<SessionPlan> PlanAsync(IReadOnlyList<AssumeTarget> targets, SessionOptions options, CancellationToken cancellationToken)
    {
        var profiles = await store.LoadAsync(cancellationToken).ConfigureAwait(false);
        return Plan([.. targets.Select(target => resolver.Resolve(profiles, target))], options);
    }

    /// <summary>Likewise, for chains that are known.</summary>
    public SessionPlan Plan(IReadOnlyList<RoleChain> chains, SessionOptions options) => SessionPlanner.Plan(chains, ContextOf(options));

    /// <summary>Likewise, for a chain by itself.</summary>
    public PlannedSession Plan(RoleChain chain, SessionOptions options) => SessionPlanner.Plan(chain, ContextOf(options));

    private PlanningContext ContextOf(SessionOptions options) => new(
        chain => !options.ForceRefresh && registry.HasSessionOf(chain.Profile) && registry.FindFresh(SessionId.Of(chain)) is not null,
        key => registry.FindPrime(key) is not null,
        options.Preference,
        options.WillRenew,
        options.PrimeSeconds);

    private async Task<Session> AssumeAsync(
        AssumeTarget target, PlannedSession planned, PlannedPrime? prime, SessionOptions options, CancellationToken cancellationToken) =>
        (options.ForceRefresh ? null : registry.FindFresh(planned.Id)) ?? await _assuming.RunAsync(
            // Who brings a code does not wait for somebody who has none.
            (planned.Id, options.TokenCode is not null), stop => IssueAsync(target, planned, prime, options, stop), cancellationToken).ConfigureAwait(false);

    private async Task<Session> IssueAsync(
        AssumeTarget target, PlannedSession planned, PlannedPrime? prime, SessionOptions options, CancellationToken cancellationToken)
    {
        var before = registry.Find(planned.Id);
        var wasGood = registry.FindFresh(planned.Id) is not null;
        registry.Begin(new SessionEntry(planned.Id, target, planned.Chain));
        try
        {
            var session = await IssueAsync(planned, prime, options, cancellationToken).ConfigureAwait(false);
            registry.Put(target, session, RenewAt(session));
            LogAssumed(session.Chain.Profile, session.Arn, session.Credentials.Expiration);
            return session;
        }
        catch (RoleAssistException fault) when (!wasGood)
        {
            registry.Fail(planned.Id, fault, RetryAt(fault, before));
            LogRefused(planned.Chain.Profile, fault.Code);
            throw;
        }
        catch
        {
            // Given up, or made anew in vain: things are as they were.
            registry.Fail(planned.Id, fault: null, before?.RenewAt);
            throw;
        }
    }

    /// <summary>What another process holds, for a program that takes it as it is.</summary>
    private async Task<Session?> FindElsewhereAsync(AssumeTarget target, PlannedSession planned, SessionOptions options, CancellationToken cancellationToken)
    {
        if (registry.FindFresh(planned.Id) is not null || await issuer.FindElsewhereAsync(planned, options, cancellationToken).ConfigureAwait(false) is not { } found)
        {
            return null;
        }

        registry.Begin(new SessionEntry(planned.Id, target, planned.Chain));
        registry.Put(target, found, RenewAt(found));
        return found;
    }

    private async Task<Session> IssueAsync(PlannedSession planned, PlannedPrime? prime, SessionOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return await issuer.IssueAsync(planned, prime, options, cancellationToken).ConfigureAwait(false);
        }
        catch (RoleAssistException needed) when (needed.Code == ErrorCode.MfaRequired && options.WillRenew)
        {
            return await issuer.FindElsewhereAsync(planned, options, cancellationToken).ConfigureAwait(false) ?? throw needed.Of(planned.Chain.Profile);
        }
        catch (RoleAssistException fault) when (fault.Profile is null)
        {
            // A call for a user or a device knows of no profile, but the person asked for one.
            throw fault.Of(planned.Chain.Profile);
        }
    }

    private DateTimeOffset? RenewAt(Session session)
    {
        if (session.Credentials.Expiration is not { } end)
        {
            return null;
        }

        // A clock that is ahead would make it negative, and the next renewal later than the end.
        var lifetime = TimeSpan.FromTicks(Math.Max(0, (end - time.GetUtcNow()).Ticks));
        return end - RenewalSchedule.Ahead(lifetime, session.Id);
    }

    /// <summary>What a person has to bring about is not tried again by itself.</summary>
    private DateTimeOffset? RetryAt(RoleAssistException fault, SessionEntry? before) => fault.IsTransient
        ? time.GetUtcNow() + RenewalSchedule.Backoff(before?.Failures ?? 0, Random.Shared.NextDouble())
        : null;

    [LoggerMessage(Level = LogLevel.Information, Message = "{Profile} is {Arn} until {Expiration}")]
    private partial void LogAssumed(string profile, string arn, DateTimeOffset? expiration);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Profile} could not be assumed: {Code}")]
    private partial void LogRefused(string profile, ErrorCode code);

    private static string Describe(ChainStep step) => step is AssumeRoleStep role ? $"AssumeRole {role.RoleArn}" : "GetSessionToken";

    [LoggerMessage(Level = LogLevel.Debug, Message = "Profile '{Profile}' begins with {Kind}, then [{Steps}]; route {Route}, STS at {Sts}")]
    private partial void LogPlan(string profile, BaseKind kind, string steps, SessionRoute route, ServiceEndpoint sts);
}
