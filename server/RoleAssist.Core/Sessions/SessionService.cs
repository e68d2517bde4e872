using Microsoft.Extensions.Logging;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Sessions.Kept;

namespace RoleAssist.Core.Sessions;

/// <summary>Assumes roles: plans the chain, calls STS and stores the session.</summary>
public sealed partial class SessionService(
    IProfileStore store,
    RoleChainResolver resolver,
    SessionIssuer issuer,
    SessionRegistry registry,
    SessionKeeper keeper,
    TimeProvider time,
    ILogger<SessionService> logger,
    SessionAdmission admission,
    PrimeFinder primes
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
        targets = admission.Admit(targets);
        if (targets.Any(target => target.Agent is not null))
        {
            // An agent spends no code, even one that it was given.
            options = options with
            {
                TokenCode = null,
            };
        }

        var wanted = await ResolveAsync(targets, options, cancellationToken).ConfigureAwait(false);
        var granted = await admission.AskHostsAsync(wanted, options, cancellationToken).ConfigureAwait(false);
        await FindInOtherProcessesAsync(wanted, options, cancellationToken).ConfigureAwait(false);
        await keeper.RecallAsync(wanted, options, cancellationToken).ConfigureAwait(false);
        await primes.FindAsync(wanted, options, cancellationToken).ConfigureAwait(false);
        var plan = await PlanAsync(wanted, options, cancellationToken).ConfigureAwait(false);
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

        foreach (var (target, planned) in targets.Zip(plan.Sessions))
        {
            if (!granted.Contains(planned.Id))
            {
                await admission.RequireAsync(target, planned, options, cancellationToken).ConfigureAwait(false);
            }
        }

        var sessions = new List<Session>();
        var code = options.TokenCode;
        foreach (var (target, planned) in targets.Zip(plan.Sessions))
        {
            var usesCode = admission.UsesCode(planned);
            sessions.Add(
                await FindOrIssueAsync(target, planned, options with { TokenCode = code }, cancellationToken)
                    .ConfigureAwait(false)
            );

            // An MFA code works once, so the next session that needs a code needs a new one.
            code = usesCode ? null : code;
        }

        return sessions;
    }

    /// <summary>
    /// Spends a code for the roles behind a device, unless that is done, here or in another process. No role is assumed.
    /// </summary>
    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.MfaRequired"/> when a code is needed and none was given.
    /// </exception>
    public async Task PrimeAsync(
        AssumeTarget target,
        PlannedSession planned,
        SessionOptions options,
        CancellationToken cancellationToken
    )
    {
        using var turn = options.TokenCode is null
            ? null
            : await keeper
                .TakeTurnAsync(planned.Chain, needsCode: true, options, cancellationToken)
                .ConfigureAwait(false);
        await keeper.RecallAsync([(target, planned.Chain)], options, cancellationToken).ConfigureAwait(false);
        if (planned.Prime is null || registry.FindPrime(planned.Prime.Key) is not null)
        {
            return;
        }

        await issuer.PrimeAsync(planned, options.TokenCode, cancellationToken).ConfigureAwait(false);
        if (turn is null)
        {
            await keeper.ReportNotKeptAsync(options, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await keeper.KeepPrimeAsync(planned.Chain, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Plans sessions for these targets without creating them.</summary>
    public async Task<SessionPlan> PlanAsync(
        IReadOnlyList<AssumeTarget> targets,
        SessionOptions options,
        CancellationToken cancellationToken
    )
    {
        var wanted = await ResolveAsync(admission.Admit(targets), options, cancellationToken).ConfigureAwait(false);
        await keeper.RecallAsync(wanted, options, cancellationToken).ConfigureAwait(false);
        await primes.FindAsync(wanted, options, cancellationToken).ConfigureAwait(false);
        return await PlanAsync(wanted, options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Plans sessions for chains that are already resolved.</summary>
    public SessionPlan Plan(IReadOnlyList<RoleChain> chains, SessionOptions options) =>
        SessionPlanner.Plan(chains, ContextOf(options));

    /// <summary>Plans a session for a single chain.</summary>
    public PlannedSession Plan(RoleChain chain, SessionOptions options) =>
        SessionPlanner.Plan(chain, ContextOf(options));

    private async Task<IReadOnlyList<(AssumeTarget Target, RoleChain Chain)>> ResolveAsync(
        IReadOnlyList<AssumeTarget> targets,
        SessionOptions options,
        CancellationToken cancellationToken
    )
    {
        var profiles = await options.LoadAsync(store, cancellationToken).ConfigureAwait(false);
        return [.. targets.Select(target => (target, resolver.Resolve(profiles, target)))];
    }

    /// <summary>A session that is kept can be renewed later, by whichever process needs it then.</summary>
    private async Task<SessionPlan> PlanAsync(
        IReadOnlyList<(AssumeTarget Target, RoleChain Chain)> wanted,
        SessionOptions options,
        CancellationToken cancellationToken
    )
    {
        var willRenew =
            options.WillRenew
            || (
                wanted.Any(one => one.Chain.MfaSerial is not null)
                && await keeper.GetStateAsync(options, cancellationToken).ConfigureAwait(false) == KeepingState.On
            );
        return Plan([.. wanted.Select(one => one.Chain)], options with { WillRenew = willRenew });
    }

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
                stop => IssueInTurnAsync(target, planned, options, stop),
                cancellationToken
            )
            .ConfigureAwait(false);

    /// <summary>Issues a session unless another process of this user does at the same time, and has kept it.</summary>
    private async Task<Session> IssueInTurnAsync(
        AssumeTarget target,
        PlannedSession planned,
        SessionOptions options,
        CancellationToken cancellationToken
    )
    {
        var needsCode = planned.NeedsCode;
        using var turn = await keeper
            .TakeTurnAsync(planned.Chain, needsCode: false, options, cancellationToken)
            .ConfigureAwait(false);
        if (turn is null)
        {
            var alone = await IssueAndStoreAsync(target, planned, options, cancellationToken).ConfigureAwait(false);
            if (needsCode)
            {
                await keeper.ReportNotKeptAsync(options, cancellationToken).ConfigureAwait(false);
            }

            return alone;
        }

        using var codeTurn =
            needsCode && options.TokenCode is not null
                ? await keeper
                    .TakeTurnAsync(planned.Chain, needsCode: true, options, cancellationToken)
                    .ConfigureAwait(false)
                : null;
        await keeper.RecallAsync([(target, planned.Chain)], options, cancellationToken).ConfigureAwait(false);
        if (!options.ForceRefresh && registry.FindFresh(planned.Id) is { } found)
        {
            return found;
        }

        try
        {
            var session = await IssueAndStoreAsync(target, planned, options, cancellationToken).ConfigureAwait(false);
            await keeper.KeepAsync(session, cancellationToken).ConfigureAwait(false);
            return session;
        }
        catch (RoleAssistException) when (codeTurn is not null)
        {
            await keeper.KeepPrimeAsync(planned.Chain, cancellationToken).ConfigureAwait(false);
            throw;
        }
    }

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

    /// <summary>
    /// Finds sessions of other processes, for a program that uses them once: a running host answers sooner than what is
    /// kept can be read.
    /// </summary>
    private async Task FindInOtherProcessesAsync(
        IReadOnlyList<(AssumeTarget Target, RoleChain Chain)> wanted,
        SessionOptions options,
        CancellationToken cancellationToken
    )
    {
        foreach (var (target, chain) in options.WillRenew ? [] : wanted)
        {
            var planned = new PlannedSession(chain, SessionRoute.Plain, null);
            if (
                registry.FindFresh(planned.Id) is null
                && await issuer.FindInOtherProcessesAsync(planned, options, cancellationToken).ConfigureAwait(false)
                    is { } found
            )
            {
                registry.Restore(target, found, RenewAt(found));
            }
        }
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

    /// <remarks>An agent's session ends after its hour: who wants another one asks again.</remarks>
    private DateTimeOffset? RenewAt(Session session) =>
        AgentScope.AgentOf(session.Chain) is not null
            ? null
            : RenewalSchedule.RenewAt(session.Credentials, time.GetUtcNow(), session.Id);

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
