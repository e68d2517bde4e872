using RoleAssist.Core.Endpoints;

namespace RoleAssist.Core.Chains;

/// <summary>The path from existing credentials to the requested ones.</summary>
/// <param name="Profile">The requested profile name or role ARN.</param>
/// <param name="Base">The source of the credentials at the start.</param>
/// <param name="Steps">The STS calls in order. If empty, the base itself was requested.</param>
/// <param name="Region">The region to use the result in; null if none is specified.</param>
/// <param name="Sts">The STS endpoint of the calls.</param>
/// <param name="Endpoints">The profile's endpoint settings, which its tools need too.</param>
public sealed record RoleChain(
    string Profile,
    CredentialSource Base,
    IReadOnlyList<ChainStep> Steps,
    string? Region,
    ServiceEndpoint Sts,
    ProfileEndpoints Endpoints
)
{
    /// <summary>
    /// Gets the MFA device whose code is needed. Only the first step can need one: a role session has no MFA device, so
    /// AWS rejects a serial number from the second step on
    /// (https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html).
    /// </summary>
    public string? MfaSerial => Base.MayBeLongLived && Steps is [var first, ..] ? first.MfaSerial : null;

    /// <summary>Whether the last role is assumed with another role's session (role chaining).</summary>
    public bool IsChained => Steps.Count > (Base.IsRoleSession ? 0 : 1);

    /// <summary>Gets the number of MFA codes needed.</summary>
    public int CodesNeeded => MfaSerial is null ? 0 : 1;

    /// <summary>Gets the lifetime of the result in seconds; null if only the source knows it.</summary>
    public int? LifetimeSeconds =>
        (Steps, Base) switch
        {
            ([.., AssumeRoleStep role], _) => role.DurationSeconds ?? DefaultRoleSeconds,
            ([.., GetSessionTokenStep user], _) => user.DurationSeconds ?? DefaultUserSeconds,
            (_, WebIdentitySource role) => role.DurationSeconds ?? DefaultRoleSeconds,
            _ => null,
        };

    /// <summary>Whether no region is specified, so that <see cref="Region"/> is that of <c>[default]</c>.</summary>
    public bool HasDefaultRegion { get; init; }

    /// <summary>Whether the chain uses the sandbox of this process instead of AWS.</summary>
    public bool IsSandbox { get; init; }

    /// <summary>Gets the notes on settings that have no effect, with the reason.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Gets the notes that concern the last profile, not its source profiles.</summary>
    public IReadOnlyList<string> OwnNotes { get; init; } = [];

    /// <summary>STS' default lifetimes.</summary>
    private const int DefaultRoleSeconds = 3_600;
    private const int DefaultUserSeconds = 43_200;
}
