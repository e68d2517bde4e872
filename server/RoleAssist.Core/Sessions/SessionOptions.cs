using RoleAssist.Core.Profiles;

namespace RoleAssist.Core.Sessions;

/// <summary>Options for creating sessions.</summary>
/// <param name="TokenCode">The code of the MFA device, if already known.</param>
/// <param name="Preference">How MFA codes are used.</param>
/// <param name="WillRenew">Whether sessions are renewed later, or used once by a single program.</param>
/// <param name="PrimeSeconds">The lifetime of a prime, in seconds.</param>
/// <param name="Identify">
/// Whether to ask AWS for the ARN if no role provides it. A program that receives credentials does not need the ARN,
/// and STS may be unreachable even if the credential source is not.
/// </param>
/// <param name="ForceRefresh">Whether to replace a session that is still valid.</param>
/// <param name="Shared">Whether a session held by another process of the same user may be used.</param>
/// <param name="AsShown">
/// Whether the editor's texts count instead of the saved files: only for what a person has just picked, never for a renewal.
/// </param>
/// <param name="Keep">Whether kept sessions may be used, and new ones are kept.</param>
public sealed record SessionOptions(
    string? TokenCode = null,
    MfaPreference Preference = MfaPreference.Automatic,
    bool WillRenew = true,
    int PrimeSeconds = SessionPlanner.DefaultPrimeSeconds,
    bool Identify = true,
    bool ForceRefresh = false,
    bool Shared = true,
    bool AsShown = false,
    bool Keep = true
)
{
    /// <summary>Gets what the session is for, in the words of the agent that asks; null if it is not known.</summary>
    public string? Purpose { get; init; }

    /// <summary>Loads the profiles that count.</summary>
    internal ValueTask<ProfileSet> LoadAsync(IProfileStore store, CancellationToken cancellationToken) =>
        AsShown ? store.LoadShownAsync(cancellationToken) : store.LoadAsync(cancellationToken);
}
