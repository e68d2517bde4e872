using RoleAssist.Core.Credentials;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Core.Profiles;

/// <summary>What would be done to become what somebody wants to be.</summary>
/// <param name="Chain">The source and the steps from it.</param>
/// <param name="RoleSessionName">The name that CloudTrail will show where no profile gives one.</param>
/// <param name="Notes">What caps it, what has no effect, what only doing it will tell.</param>
public sealed record Explanation(RoleChain Chain, string RoleSessionName, IReadOnlyList<string> Notes);

/// <summary>Explains a target without doing anything and without asking anybody.</summary>
public sealed class ExplainHandler(IProfileStore store, RoleChainResolver resolver, Workstation workstation)
{
    /// <exception cref="RoleAssistException">One of the configuration codes, when no chain can be made.</exception>
    public Explanation Handle(AssumeTarget target)
    {
        var chain = resolver.Resolve(store.Load(), target);
        return new Explanation(chain, RoleSessionName.Of(workstation), [.. chain.Notes, .. NotesOn(chain)]);
    }

    private static IEnumerable<string> NotesOn(RoleChain chain)
    {
        if (chain.Sts.Note is { } aboutSts)
        {
            yield return aboutSts;
        }

        if (chain is { Base: ProcessSource, MfaSerial: not null })
        {
            yield return "No MFA code is asked for if the program prints temporary credentials: they have no MFA device.";
        }

        if (chain.Base is SsoSource { AccountId: null })
        {
            yield return "The selected profile will resolve an access token instead of credentials, since sso_account_id and sso_role_name are not set.";
        }

        if (chain.Base is LoginSource)
        {
            yield return "RoleAssist leaves console logins to the AWS CLI and cannot use this profile by itself.";
        }

        if (chain is { Steps: [], Base: KeySource { Credentials.IsTemporary: true } })
        {
            yield return "The keys are temporary already; they last as long as whoever issued them said.";
        }

        if (chain is { Steps: [.., AssumeRoleStep], IsChained: true } && chain.Notes is [])
        {
            yield return "The last role is assumed with the session of another (role chaining), so it lasts an hour at most.";
        }

        if (chain.Steps is [.., AssumeRoleStep { DurationSeconds: > StsRules.ChainedRoleSeconds }])
        {
            yield return "AWS refuses more than the maximum session duration that the role itself is set to.";
        }
    }
}
