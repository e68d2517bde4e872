using Microsoft.Extensions.Logging;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Core.Sessions;

/// <summary>Assumes roles: plans the chain, calls STS and stores the session.</summary>
public sealed partial class SessionService(
    IProfileStore store,
    RoleChainResolver resolver,
    SessionIssuer issuer,
    SessionRegistry registry,
    TimeProvider time,
    ILogger<SessionService> logger
)
{
    private readonly SingleFlight<(SessionId, bool), Session> _assuming = new();

    /// <summary>Gets a session for one target.</summary>
    /// <inheritdoc cref="AssumeAllAsync"/>
    public async Task<Session> AssumeAsync(
        AssumeTarget target,
        SessionOptions options,
        CancellationToken cancellationToken
    ) => (await AssumeAllAsync([target], options, cancellationToken).ConfigureAwait(false))[0];

    /// <summary>Replaces the credentials of an existing session before its renewal is due.</summary>
    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.SessionNotFound"/>, or any error that assuming a role can cause.
    /// </exception>
    public Task<Session> RefreshAsync(SessionId id, SessionOptions options, CancellationToken cancellationToken) =>
        AssumeAsync(registry.Get(id).Target, options with { ForceRefresh = true }, cancellationToken);

    /// <summary>
    /// Gets sessions for several targets, planned together. Fresh sessions are returned without calling AWS. If a
    /// target fails, the sessions created before it are kept, so a repeated request finds them.
    /// </summary>
    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.MfaRequired"/> when a code is needed; otherwise the error of the first target that fails.
    /// </exception>
    public async Task<IReadOnlyList<Session>> AssumeAllAsync(
        IReadOnlyList<AssumeTarget> targets,
        SessionOptions options,
        CancellationToken cancellationToken
    )
    {
        var plan = await PlanAsync(targets, options, cancellationToken).ConfigureAwait(false);
        foreach (var planned in plan.Sessions)
        {
            LogPlan(
                planned.Chain.Profile,
                planned.Chain.Base.Kind,
                string.Join(", ", planned.Chain.Steps.Select(Describe)),
                planned.Route,
                planned.Chain.Sts
            );
        }

        var sessions = new List<Session>();
        var code = options.TokenCode;
        foreach (var (target, planned) in targets.Zip(plan.Sessions))
        {
            if (
                !options.WillRenew
                && await FindInOtherProcessesAsync(target, planned, options, cancellationToken).ConfigureAwait(false)
                    is { } running
            )
            {
                sessions.Add(running);
                continue;
            }

            var usesCode =
                planned.Route == SessionRoute.Direct
                || (planned.Prime is { } prime && registry.FindPrime(prime.Key) is null);
            sessions.Add(
                await FindOrIssueAsync(target, planned, options with { TokenCode = code }, cancellationToken)
                    .ConfigureAwait(false)
            );

            // An MFA code works once, so the next session that needs a code needs a new one.
            code = usesCode ? null : code;
        }

        return sessions;
    }

    /// <summary>Plans sessions for these targets without creating them.</summary>
    public async Task<SessionPlan> PlanAsync(
        IReadOnlyList<AssumeTarget> targets,
        SessionOptions options,
        CancellationToken cancellationToken
    )
    {
        var profiles = await store.LoadAsync(cancellationToken).ConfigureAwait(false);
        return Plan([.. targets.Select(target => resolver.Resolve(profiles, target))], options);
    }

    /// <summary>Plans sessions for chains that are already resolved.</summary>
    public SessionPlan Plan(IReadOnlyList<RoleChain> chains, SessionOptions options) =>
        SessionPlanner.Plan(chains, ContextOf(options));

    /// <summary>Plans a session for a single chain.</summary>
    public PlannedSession Plan(RoleChain chain, SessionOptions options) =>
        SessionPlanner.Plan(chain, ContextOf(options));

    private PlanningContext ContextOf(SessionOptions options) =>
        new(
            chain =>
                !options.ForceRefresh
                && registry.HasSessionFor(chain.Profile)
                && registry.FindFresh(SessionId.FromChain(chain)) is not null,
            key => registry.FindPrime(key) is not null,
            options.Preference,
            options.WillRenew,
            options.PrimeSeconds
        );

    private async Task<Session> FindOrIssueAsync(
        AssumeTarget target,
        PlannedSession planned,
        SessionOptions options,
        CancellationToken cancellationToken
    ) =>
        (options.ForceRefresh ? null : registry.FindFresh(planned.Id))
        ?? await _assuming
            .RunAsync(
                // A request with a code must not wait for one without.
                (planned.Id, options.TokenCode is not null),
                stop => IssueAndStoreAsync(target, planned, options, stop),
                cancellationToken
            )
            .ConfigureAwait(false);

    private async Task<Session> IssueAndStoreAsync(
        AssumeTarget target,
        PlannedSession planned,
        SessionOptions options,
        CancellationToken cancellationToken
    )
    {
        var before = registry.Find(planned.Id);
        var wasGood = registry.FindFresh(planned.Id) is not null;
        registry.Begin(new SessionEntry(planned.Id, target, planned.Chain));
        try
        {
            var session = await IssueAsync(planned, options, cancellationToken).ConfigureAwait(false);
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
            // Canceled, or a valid session could not be replaced: restore the previous state.
            registry.Fail(planned.Id, fault: null, before?.RenewAt);
            throw;
        }
    }

    /// <summary>Finds a session of another process, for a program that uses it once.</summary>
    private async Task<Session?> FindInOtherProcessesAsync(
        AssumeTarget target,
        PlannedSession planned,
        SessionOptions options,
        CancellationToken cancellationToken
    )
    {
        if (
            registry.FindFresh(planned.Id) is not null
            || await issuer.FindInOtherProcessesAsync(planned, options, cancellationToken).ConfigureAwait(false)
                is not { } found
        )
        {
            return null;
        }

        registry.Begin(new SessionEntry(planned.Id, target, planned.Chain));
        registry.Put(target, found, RenewAt(found));
        return found;
    }

    private async Task<Session> IssueAsync(
        PlannedSession planned,
        SessionOptions options,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await issuer.IssueAsync(planned, options, cancellationToken).ConfigureAwait(false);
        }
        catch (RoleAssistException needed) when (needed.Code == ErrorCode.MfaRequired && options.WillRenew)
        {
            return await issuer.FindInOtherProcessesAsync(planned, options, cancellationToken).ConfigureAwait(false)
                ?? throw needed.ForProfile(planned.Chain.Profile);
        }
        catch (RoleAssistException fault) when (fault.Profile is null)
        {
            // An error of a call for a user or an MFA device names no profile; add the requested one.
            throw fault.ForProfile(planned.Chain.Profile);
        }
    }

    private DateTimeOffset? RenewAt(Session session)
    {
        if (session.Credentials.Expiration is not { } end)
        {
            return null;
        }

        // If the clock is ahead, the lifetime would be negative and the renewal scheduled after the expiration.
        var lifetime = TimeSpan.FromTicks(Math.Max(0, (end - time.GetUtcNow()).Ticks));
        return end - RenewalSchedule.Ahead(lifetime, session.Id);
    }

    /// <summary>Only transient errors are retried; any other needs the user.</summary>
    private DateTimeOffset? RetryAt(RoleAssistException fault, SessionEntry? before) =>
        fault.IsTransient
            ? time.GetUtcNow() + RenewalSchedule.Backoff(before?.Failures ?? 0, Random.Shared.NextDouble())
            : null;

    [LoggerMessage(Level = LogLevel.Information, Message = "Profile '{Profile}' is {Arn} until {Expiration}")]
    private partial void LogAssumed(string profile, string arn, DateTimeOffset? expiration);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Profile '{Profile}' could not be assumed: {Code}")]
    private partial void LogRefused(string profile, ErrorCode code);

    private static string Describe(ChainStep step) =>
        step is AssumeRoleStep role ? $"AssumeRole {role.RoleArn}" : "GetSessionToken";

    [LoggerMessage(
        Level = LogLevel.Debug,
        Message = "Profile '{Profile}' starts with {Kind}, then [{Steps}]; route {Route}, STS at {Sts}"
    )]
    private partial void LogPlan(
        string profile,
        ProfileKind kind,
        string steps,
        SessionRoute route,
        ServiceEndpoint sts
    );
}
