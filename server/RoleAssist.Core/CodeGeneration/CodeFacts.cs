using RoleAssist.Core.Chains;
using RoleAssist.Core.CodeGeneration.Pipelines;

namespace RoleAssist.Core.CodeGeneration;

/// <summary>The facts about a profile that generated code uses. They contain no secrets.</summary>
public sealed record CodeFacts
{
    /// <summary>The profile, or null to generate code with placeholders.</summary>
    public string? Profile { get; init; }

    /// <summary>The source profile, or null if the SDK finds the source credentials itself.</summary>
    public string? SourceProfile { get; init; }

    /// <summary>
    /// The source profile if it also has a role. Code cannot refer to its credentials by name, because AWS tools would
    /// assume the role.
    /// </summary>
    public string? UnnameableSource { get; init; }

    /// <summary>The kind of the source credentials; some SDKs need an additional package for it.</summary>
    public ProfileKind? BeginsWith { get; init; }

    /// <summary>The account of the source credentials, if known.</summary>
    public string? SourceAccount { get; init; }

    /// <summary>
    /// Whether the profile's own credentials are temporary. AWS does not issue user sessions for temporary credentials.
    /// </summary>
    public bool IsTemporary { get; init; }

    /// <summary>The roles in the order of the chain. Each is assumed with the session of the previous one.</summary>
    public IReadOnlyList<RoleFacts> Roles { get; init; } = [];

    /// <summary>The role to assume with a web identity token, and the path of the token file.</summary>
    public (RoleFacts Role, string TokenFile)? WebIdentity { get; init; }

    /// <summary>The roles of several profiles that share everything else.</summary>
    public IReadOnlyList<RoleFacts> Accounts { get; init; } = [];

    /// <summary>The MFA device whose code the first STS request needs.</summary>
    public string? MfaSerial { get; init; }

    /// <summary>The duration of a user's session in seconds, if there is no role.</summary>
    public int? DurationSeconds { get; init; }

    public string? SessionName { get; init; }

    public string? Region { get; init; }

    /// <summary>The pipeline that assumes the role, or null for the template's example.</summary>
    internal PipelineTrust? Pipeline { get; init; }

    /// <summary>No facts: the code consists of placeholders.</summary>
    public static CodeFacts None { get; } = new();
}

/// <summary>A role to assume.</summary>
/// <param name="Profile">The profile that specifies the role.</param>
/// <param name="SourceProfile">The profile whose credentials assume it.</param>
/// <param name="DurationSeconds">The session duration in seconds.</param>
/// <param name="SessionName">The role session name.</param>
public sealed record RoleFacts(
    string? Profile,
    string? SourceProfile,
    string RoleArn,
    string? ExternalId,
    int? DurationSeconds,
    string? SessionName
);
