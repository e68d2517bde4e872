using RoleAssist.Core.Endpoints;

namespace RoleAssist.Core.Chains;

/// <summary>How to get from credentials that are there to the ones that are wanted.</summary>
/// <param name="Profile">What was asked for: a profile's name, or a role ARN.</param>
/// <param name="Base">Where the credentials to begin with come from.</param>
/// <param name="Steps">The calls to make, in their order. None: the base is what was wanted.</param>
/// <param name="Region">The region that the result works in; null when nothing names one.</param>
/// <param name="Sts">Where the calls go.</param>
/// <param name="Endpoints">What the profile says of endpoints, which its tools must be told too.</param>
public sealed record RoleChain(
    string Profile,
    CredentialSource Base,
    IReadOnlyList<ChainStep> Steps,
    string? Region,
    ServiceEndpoint Sts,
    ProfileEndpoints Endpoints)
{
    /// <summary>
    /// The device that asks for a code. Only the first step can: a role session has no MFA device, so AWS refuses a
    /// serial number from the second step on (https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html).
    /// </summary>
    public string? MfaSerial => Base.MayBeLongLived && Steps is [var first, ..] ? first.MfaSerial : null;

    /// <summary>Whether the last role is assumed with the session of another.</summary>
    public bool IsChained => Steps.Count > (Base.IsRoleSession ? 0 : 1);

    /// <summary>How many MFA codes it takes.</summary>
    public int CodesNeeded => MfaSerial is null ? 0 : 1;

    /// <summary>How long the result lasts, in seconds; null where only its source knows.</summary>
    public int? LifetimeSeconds => (Steps, Base) switch
    {
        ([.., AssumeRoleStep role], _) => role.DurationSeconds ?? DefaultRoleSeconds,
        ([.., GetSessionTokenStep user], _) => user.DurationSeconds ?? DefaultUserSeconds,
        (_, WebIdentitySource role) => role.DurationSeconds ?? DefaultRoleSeconds,
        _ => null,
    };

    /// <summary>Whether nothing names a region for it, so that <see cref="Region"/> is that of <c>[default]</c>.</summary>
    public bool HasDefaultRegion { get; init; }

    /// <summary>Whether it leads into the sandbox of this process, and not to AWS.</summary>
    public bool IsSandbox { get; init; }

    /// <summary>What of the profiles' settings has no effect, and why.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Those of the notes that are on the last profile, and not on the ones that it is assumed with.</summary>
    public IReadOnlyList<string> OwnNotes { get; init; } = [];

    /// <summary>STS' own defaults, where nobody says how long.</summary>
    private const int DefaultRoleSeconds = 3_600;
    private const int DefaultUserSeconds = 43_200;
}
