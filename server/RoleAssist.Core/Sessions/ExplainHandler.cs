using RoleAssist.Core.Chains;
using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Core.Sessions;

/// <summary>What would be done to become what somebody wants to be.</summary>
/// <param name="Chain">The source and the steps from it.</param>
/// <param name="RoleSessionName">The name that CloudTrail will show where no profile gives one.</param>
/// <param name="Plan">What is done for it now, as an editor that stays would do it.</param>
/// <param name="Notes">What caps it, what has no effect, what only doing it will tell.</param>
public sealed record Explanation(RoleChain Chain, string RoleSessionName, PlannedSession Plan, IReadOnlyList<string> Notes);

/// <summary>Explains a target without doing anything and without asking anybody.</summary>
public sealed class ExplainHandler(IProfileStore store, RoleChainResolver resolver, AssumeHandler assume, RoleSessionNames names)
{
    /// <exception cref="RoleAssistException">One of the configuration codes, when no chain can be made.</exception>
    public async Task<Explanation> HandleAsync(AssumeTarget target, CancellationToken cancellationToken)
    {
        var chain = resolver.Resolve(await store.LoadAsync(cancellationToken).ConfigureAwait(false), target);
        var plan = assume.Plan(chain, new SessionOptions());
        return new Explanation(Named(chain), names.SessionName(target.RoleSessionName, chain.Profile), plan, [.. chain.Notes, .. NotesOn(chain, plan)]);
    }

    /// <summary>The chain with the session names that CloudTrail will show, in place of their templates.</summary>
    private RoleChain Named(RoleChain chain) => chain with
    {
        Base = chain.Base is WebIdentitySource { RoleSessionName: { } ofSource } web
            ? web with { RoleSessionName = names.SessionName(ofSource, chain.Profile) }
            : chain.Base,
        Steps =
        [
            .. chain.Steps.Select(step => step is AssumeRoleStep { RoleSessionName: { } template } role
                ? names.Fill(role, chain.Profile) with { RoleSessionName = names.SessionName(template, chain.Profile) }
                : step),
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
            yield return $"Nothing names a region for '{chain.Profile}', so it works in {chain.Region}, the region of the profile [default].";
        }

        if (chain.Sts.IsExposed)
        {
            yield return $"The STS at {chain.Sts} {ServiceEndpoint.ExposedWarning}";
        }

        if (chain is { Base: ProcessSource, MfaSerial: not null })
        {
            yield return "No MFA code is asked for if the program prints temporary credentials: they have no MFA device.";
        }

        if (chain is { Steps: [], Base: KeySource { Credentials.IsTemporary: true } })
        {
            yield return "The keys are temporary already; they last as long as whoever issued them said.";
        }

        if (chain.Steps is [GetSessionTokenStep { MfaSerial: null }])
        {
            yield return "Without an MFA code, these credentials cannot call IAM, nor STS except for AssumeRole and GetCallerIdentity. Name an mfa_serial, or assume a role.";
        }

        // What the chain had to cut already says which rule it was.
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
            yield return "AWS refuses more than the maximum session duration that the role itself is set to.";
        }
    }
}
