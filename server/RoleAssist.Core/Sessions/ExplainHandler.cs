using RoleAssist.Core.Chains;
using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Core.Sessions;

/// <summary>Explains how a target would be assumed, without running programs or calling servers.</summary>
public sealed class ExplainHandler(
    IProfileStore store,
    RoleChainResolver resolver,
    SessionService sessions,
    RoleSessionNames names
)
{
    /// <exception cref="RoleAssistException">One of the configuration codes, when no chain can be made.</exception>
    public async Task<Explanation> HandleAsync(AssumeTarget target, CancellationToken cancellationToken)
    {
        var chain = resolver.Resolve(await store.LoadShownAsync(cancellationToken).ConfigureAwait(false), target);
        var plan = sessions.Plan(chain, new SessionOptions());
        return new Explanation(
            Named(chain),
            names.SessionName(target.RoleSessionName, chain.Profile),
            plan,
            [.. chain.Notes, .. NotesOn(chain, plan)]
        );
    }

    /// <summary>
    /// Returns the chain with the session names that CloudTrail will show instead of their templates.
    /// </summary>
    private RoleChain Named(RoleChain chain) =>
        chain with
        {
            Base = chain.Base is WebIdentitySource { RoleSessionName: { } ofSource } web
                ? web with
                {
                    RoleSessionName = names.SessionName(ofSource, chain.Profile),
                }
                : chain.Base,
            Steps =
            [
                .. chain.Steps.Select(step =>
                    step is AssumeRoleStep { RoleSessionName: { } template } role
                        ? names.Fill(role, chain.Profile) with
                        {
                            RoleSessionName = names.SessionName(template, chain.Profile),
                        }
                        : step
                ),
            ],
        };

    private static IEnumerable<string> NotesOn(RoleChain chain, PlannedSession plan)
    {
        if (chain.Sts.Note is { } aboutSts)
        {
            yield return aboutSts;
        }

        if (chain.HasDefaultRegion)
        {
            yield return $"No region is set for '{chain.Profile}', "
                + $"so it uses {chain.Region}, the region of the [default] profile.";
        }

        if (chain.Sts.IsExposed)
        {
            yield return $"The STS at {chain.Sts} {ServiceEndpoint.ExposedWarning}";
        }

        if (chain is { Base: ProcessSource, MfaSerial: not null })
        {
            yield return "No MFA code is needed if the program prints temporary credentials: they have no MFA device.";
        }

        if (chain is { Steps: [], Base: KeySource { Credentials.IsTemporary: true } })
        {
            yield return "The keys are already temporary. Their issuer determines how long they last.";
        }

        if (chain.Steps is [GetSessionTokenStep { MfaSerial: null }])
        {
            yield return "Without an MFA code, these credentials cannot call IAM, or STS except for AssumeRole "
                + "and GetCallerIdentity. Set mfa_serial, or assume a role.";
        }

        // If the chain capped the duration, its notes already name the rule.
        if (plan.Cap is { } cap && chain.Notes is [])
        {
            yield return cap;
        }

        if (plan.Advice is { } advice)
        {
            yield return advice;
        }

        if (chain.Steps is [.., AssumeRoleStep { DurationSeconds: > StsRules.ChainedRoleSeconds }])
        {
            yield return "AWS refuses durations longer than the role's own maximum session duration.";
        }
    }
}
