using System.Collections.Concurrent;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Core.Runs;

/// <summary>
/// Gets the sessions of a run, each just before it is needed, and holds none: a thousand accounts take no memory and do
/// not expire while they wait. What the accounts share, a role on the way or the session that a code pays for, is
/// requested once.
/// </summary>
/// <param name="issuer">Gets what is not there yet.</param>
/// <param name="registry">The sessions of this process, which are used first.</param>
/// <param name="pacer">Spaces the requests.</param>
internal sealed class AccountSessions(
    SessionIssuer issuer,
    SessionRegistry registry,
    RequestPacer pacer,
    SessionOptions options,
    TimeProvider time
)
{
    /// <summary>A command that starts with less would often outlive its credentials.</summary>
    private static readonly TimeSpan LeastLeft = TimeSpan.FromMinutes(15);

    private readonly SingleFlight<SessionId, AwsCredentials> _requests = new();
    private readonly ConcurrentDictionary<SessionId, AwsCredentials> _parents = new();
    private readonly ConcurrentDictionary<SessionId, RoleAssistException> _refusals = new();

    /// <summary>Gets a session for an account.</summary>
    /// <exception cref="RoleAssistException">Why there is none.</exception>
    public async Task<Session> GetAsync(PlannedSession planned, CancellationToken cancellationToken) =>
        registry.FindFresh(planned.Id) is { } existing && HasTimeLeft(existing.Credentials)
            ? existing
            : await IssueAsync(planned, cancellationToken).ConfigureAwait(false);

    /// <summary>Whether a session is good for another command.</summary>
    public bool IsGood(Session session) => HasTimeLeft(session.Credentials);

    private async Task<Session> IssueAsync(PlannedSession planned, CancellationToken cancellationToken)
    {
        var last = planned.Chain.Steps is [_, .., AssumeRoleStep]
            ? await BehindParentAsync(planned, cancellationToken).ConfigureAwait(false)
            : planned;
        try
        {
            return await pacer
                .RunAsync(
                    stop => issuer.IssueAsync(last, options with { Identify = NeedsIdentity(planned) }, stop),
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
        catch (RoleAssistException fault) when (fault.Profile is null)
        {
            throw fault.ForProfile(planned.Chain.Profile);
        }
    }

    /// <summary>A role's ARN tells its account; of other credentials, AWS must be asked.</summary>
    private static bool NeedsIdentity(PlannedSession planned) => planned.Chain.Steps is not [.., AssumeRoleStep];

    /// <summary>Returns a plan that starts with the session before the last step.</summary>
    private async Task<PlannedSession> BehindParentAsync(PlannedSession planned, CancellationToken cancellationToken)
    {
        var chain = planned.Chain;

        // The name and the region belong to the account; what is shared must not depend on them.
        var parent = chain with
        {
            Profile = chain.Steps[^2] is AssumeRoleStep role ? role.Profile : chain.Base.Profile ?? chain.Profile,
            Region = null,
            Steps = [.. chain.Steps.SkipLast(1)],
        };
        var credentials = await ParentAsync(planned with { Chain = parent }, cancellationToken).ConfigureAwait(false);
        var source = new KeySource(chain.Base.Kind, chain.Base.Profile, credentials);
        return new PlannedSession(
            chain with
            {
                Base = source,
                Steps = [chain.Steps[^1]],
            },
            SessionRoute.Plain,
            planned.LifetimeSeconds
        );
    }

    /// <summary>
    /// Gets the credentials before the last step, in one request for all accounts. New ones are used even if they are
    /// short-lived.
    /// </summary>
    private Task<AwsCredentials> ParentAsync(PlannedSession parent, CancellationToken cancellationToken)
    {
        var id = SessionId.ForCredentials(parent.Chain);
        return _requests.RunAsync(
            id,
            async stop =>
            {
                if (_refusals.TryGetValue(id, out var refusal))
                {
                    throw refusal;
                }

                return _parents.TryGetValue(id, out var known) && HasTimeLeft(known)
                    ? known
                    : _parents[id] = await RequestAsync(id, parent, stop).ConfigureAwait(false);
            },
            cancellationToken
        );
    }

    private async Task<AwsCredentials> RequestAsync(
        SessionId id,
        PlannedSession parent,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var session = await pacer
                .RunAsync(stop => issuer.IssueAsync(parent, options with { Identify = false }, stop), cancellationToken)
                .ConfigureAwait(false);
            return session.Credentials;
        }
        catch (RoleAssistException fault) when (!fault.IsTransient)
        {
            // What refuses the role on the way refuses every account behind it, so it is not asked again.
            _refusals[id] = fault;
            throw;
        }
    }

    private bool HasTimeLeft(AwsCredentials credentials) =>
        credentials.Expiration is not { } end || end - time.GetUtcNow() > LeastLeft;
}
