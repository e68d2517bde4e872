using RoleAssist.Core.Audit;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Delivery;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Security;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Host.Mcp.Tools;

/// <summary>
/// Sessions for whoever is behind <c>roleassist mcp</c>. Who starts this server is an agent by definition, whatever its
/// environment says.
/// </summary>
internal sealed class AgentSessions(
    IProfileStore store,
    RoleChainResolver resolver,
    CredentialHandOut handOut,
    string policy,
    Func<string> agent
) : IAgentSessions
{
    /// <summary>In seconds; also the longest that a chained role can have.</summary>
    private const int LongestSession = 3_600;

    private static readonly ProductionRules Production = new(ProductionRules.DefaultPatterns);

    public string Policy => policy;

    public async Task<Session> GetAsync(
        string profile,
        string? region,
        string wish,
        CancellationToken cancellationToken
    )
    {
        var profiles = await store.LoadAsync(cancellationToken).ConfigureAwait(false);
        var target = new AssumeTarget { Profile = profile, Region = region };
        var chain = resolver.Resolve(profiles, target);
        if (profiles.Find(profile) is null)
        {
            throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                $"'{profile}' is not the name of a profile.",
                "Look at the names with list_profiles."
            );
        }

        if (chain.Steps is not [.., AssumeRoleStep role])
        {
            throw new RoleAssistException(
                ErrorCode.AccessDenied,
                $"Profile '{profile}' has no role whose permissions could be limited, so an agent cannot use it.",
                "Use a profile with role_arn."
            );
        }

        var account = RoleArn.TryParse(role.RoleArn, out var arn) ? arn.Account : null;
        if (!chain.IsSandbox && Production.Matches(profile, account))
        {
            await RequireApprovalAsync($"profile {profile}, which is production", wish, cancellationToken)
                .ConfigureAwait(false);
        }

        var options = new SessionOptions(WillRenew: false, Identify: false);
        try
        {
            return await handOut
                .HandOutAsync(
                    Limit(target with { DurationSeconds = role.DurationSeconds }),
                    options,
                    Deliveries.Agent,
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
        catch (RoleAssistException needed) when (needed.Code == ErrorCode.MfaRequired)
        {
            throw WithoutCode(needed);
        }
    }

    /// <summary>Returns the error for an agent, which must never ask for a code: it would be in its transcript.</summary>
    public static RoleAssistException WithoutCode(RoleAssistException needed) =>
        new(
            needed.Code,
            needed.Message,
            "Ask the user to assume the role in VS Code or a terminal, then try again. Do not ask for the code.",
            needed
        );

    public AssumeTarget Limit(AssumeTarget target) =>
        target with
        {
            PolicyPreset = policy,
            DurationSeconds = Math.Min(target.DurationSeconds ?? LongestSession, LongestSession),
            RoleSessionName = $"{{user}}-agent-{agent()}",
        };

    public Task RequireApprovalAsync(string accounts, string wish, CancellationToken cancellationToken) =>
        throw new RoleAssistException(
            ErrorCode.ConfirmationRequired,
            $"An agent needs the user's approval for {accounts}: {wish}",
            "Ask the user to run it in a terminal of their own."
        );
}
