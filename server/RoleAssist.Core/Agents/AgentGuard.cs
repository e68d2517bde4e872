using RoleAssist.Core.Chains;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Requesters;
using RoleAssist.Core.Security;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Core.Agents;

/// <summary>
/// Keeps agents from the sessions of the person that they work for. They get another session of the same role, which is
/// narrowed (<see cref="AgentScope"/>); production, and what cannot be narrowed, only after the person's yes. Who is an
/// agent is a hint, since a program can hide. What the session may do is a border that AWS holds.
/// </summary>
/// <param name="requesters">Who has started this process.</param>
/// <param name="client">What the client has set.</param>
/// <param name="approvals">Asks the person.</param>
/// <param name="store">The profiles, by whose names a role is known.</param>
public sealed class AgentGuard(
    IRequesters requesters,
    CurrentClient client,
    AgentApprovals approvals,
    IProfileStore store
) : ISessionGuard
{
    private const string HowToApprove =
        "Open VS Code with RoleAssist, which asks you for your word, or run the command yourself in a terminal of your own.";

    /// <summary>
    /// Gets what agents get from this process. The setting comes from the client: where an agent has started this process,
    /// the client is the agent's too, and can only make it stricter.
    /// </summary>
    public AgentAccess Access
    {
        get
        {
            var (setting, own) = (client.Options.Agents, requesters.Own);
            return own.Requester.IsAgent
                ? Stricter(own.Access ?? AgentAccess.Scoped, setting)
                : Stricter(setting ?? AgentAccess.Scoped, own.Access);
        }
    }

    /// <summary>Gets which roles are production. A client of an agent can only add to the usual patterns.</summary>
    public ProductionRules Production =>
        client.Options.Production is not { } configured ? ProductionRules.Default
        : IsOfAgent ? new ProductionRules(configured.Patterns.Concat(ProductionRules.DefaultPatterns))
        : configured;

    /// <summary>Whether this process works for a person, or for an agent that may do the same.</summary>
    public bool IsForPerson => !requesters.Own.Requester.IsAgent || Access == AgentAccess.Same;

    /// <summary>Whether an agent has started this process, so that its client is the agent's.</summary>
    public bool IsOfAgent => requesters.Own.Requester.IsAgent;

    public AssumeTarget Admit(AssumeTarget target) => Admit(target, requesters.Own.Requester);

    /// <summary>Returns a target as a program may have it that asks this process.</summary>
    /// <exception cref="RoleAssistException"><see cref="ErrorCode.AgentNotAllowed"/>.</exception>
    public AssumeTarget Admit(AssumeTarget target, Requester requester)
    {
        if (!requester.IsAgent || target.Agent is not null)
        {
            return target;
        }

        return Access switch
        {
            AgentAccess.Deny => throw Denied(requester.Name!, target.Profile ?? target.RoleArn),
            AgentAccess.Scoped => target with { Agent = requester.Name },
            _ => target,
        };
    }

    /// <summary>Whether a program that asks this process may have a session.</summary>
    public bool MayHave(Requester requester, RoleChain chain) =>
        !requester.IsAgent
        || Access switch
        {
            AgentAccess.Deny => false,
            AgentAccess.Scoped => AgentScope.AgentOf(chain) is not null,
            _ => true,
        };

    /// <summary>
    /// Rejects what only a person may do, where nobody but an agent asks: a sign-in in a browser, a code, an open vault.
    /// </summary>
    /// <param name="what">What it is, such as <c>sign in</c>.</param>
    /// <exception cref="RoleAssistException"><see cref="ErrorCode.AgentNeedsApproval"/>.</exception>
    public void RequirePerson(string what)
    {
        if (!IsForPerson)
        {
            throw new RoleAssistException(
                ErrorCode.AgentNeedsApproval,
                $"The agent {requesters.Own.Requester.Name} cannot {what}: only you can.",
                "Run the command yourself, in a terminal that the agent does not drive."
            );
        }
    }

    public async Task RequireAsync(
        AssumeTarget target,
        RoleChain chain,
        bool needsCode,
        string? purpose,
        CancellationToken cancellationToken
    )
    {
        if (target.Agent is not { } agent)
        {
            return;
        }

        if (needsCode)
        {
            throw new RoleAssistException(
                ErrorCode.AgentNeedsApproval,
                $"The agent {agent} cannot assume '{chain.Profile}', because it takes an MFA code of {chain.MfaSerial}.",
                $"Assume '{chain.Profile}' yourself first. The agent's session then takes no further code."
            )
            {
                Profile = chain.Profile,
                MfaSerial = chain.MfaSerial,
            };
        }

        var profiles = await store.LoadAsync(cancellationToken).ConfigureAwait(false);
        if (
            Question(agent, chain, purpose, profiles) is { } question
            && !await IsAllowedAsync(question, chain, cancellationToken).ConfigureAwait(false)
        )
        {
            throw new RoleAssistException(ErrorCode.AgentNeedsApproval, question.Reason, HowToApprove)
            {
                Profile = chain.Profile,
            };
        }
    }

    private static AgentAccess Stricter(AgentAccess one, AgentAccess? other) =>
        other is { } known && known < one ? known : one;

    private async Task<bool> IsAllowedAsync(
        AgentQuestion question,
        RoleChain chain,
        CancellationToken cancellationToken
    )
    {
        if (IsOfAgent)
        {
            // Whoever would answer is the agent's client.
            return false;
        }

        var decision = await approvals
            .AskAsync(question, SessionId.ForCredentials(chain).Value, cancellationToken)
            .ConfigureAwait(false);
        return decision == AgentDecision.Deny ? throw Denied(question.Agent, question.Profile) : decision is not null;
    }

    /// <summary>Returns what to ask the person; null if the agent's session needs no word.</summary>
    private AgentQuestion? Question(string agent, RoleChain chain, string? purpose, ProfileSet profiles)
    {
        var place = AgentPlace.Of(chain);
        var isProduction = !chain.IsSandbox && IsProduction(chain, profiles);
        var canNarrow = AgentScope.CanNarrow(chain);
        var name = AgentText.Name(chain.Profile);
        return isProduction || !canNarrow
            ? new AgentQuestion(
                "",
                agent,
                chain.Profile,
                isProduction,
                canNarrow
                    ? $"The agent {agent} wants to use '{name}', which is production."
                    : $"The agent {agent} wants the credentials of '{name}'{SignedIn(place)}, which cannot be narrowed.",
                place.Account,
                place.RoleArn,
                purpose,
                Expires: default
            )
            {
                Subject = place.SubjectOf(chain.Profile),
                IsNarrowed = canNarrow,
            }
            : null;
    }

    private static string SignedIn(AgentPlace place) =>
        place.PermissionSet is { } set
            ? $" (the permission set {AgentText.Name(set)} in the account {AgentText.Name(place.Account!)})"
            : "";

    /// <summary>
    /// Whether a role of the chain is production by any name that the files have for it: an agent chooses the name that it
    /// asks by, and can name a role by its ARN.
    /// </summary>
    public bool IsProduction(RoleChain chain, ProfileSet profiles)
    {
        var account = AgentPlace.Of(chain).Account;
        var (rules, steps) = (Production, chain.Steps.OfType<AssumeRoleStep>().ToList());
        var roles = steps.Select(step => step.RoleArn).ToHashSet(StringComparer.Ordinal);
        return rules.Matches(chain.Profile, account)
            || steps.Exists(step => rules.Matches(step.Profile, AccountOf(step.RoleArn)))
            || roles.Any(arn => rules.Matches(arn, account: null))
            || profiles.Profiles.Any(profile =>
                profile[ProfileSettings.RoleArn] is { } arn && roles.Contains(arn) && rules.Matches(profile.Name, null)
            );
    }

    private static string? AccountOf(string roleArn) => RoleArn.TryParse(roleArn, out var arn) ? arn.Account : null;

    private static RoleAssistException Denied(string agent, string? profile) =>
        new(
            ErrorCode.AgentNotAllowed,
            $"The agent {agent} may not use {(profile is null ? "this role" : $"'{profile}'")}.",
            "Run the command yourself. What agents get is set in roleassist.agents."
        )
        {
            Profile = profile,
        };
}
