using System.Collections.Frozen;

namespace RoleAssist.Core.Chains;

/// <summary>What somebody wants to be: a profile or a role ARN, and what to change of what the profile says.</summary>
public sealed record AssumeTarget
{
    /// <summary>A profile's name or a role's ARN. Null: the profile that AWS' tools would take, or only a role ARN.</summary>
    public string? Profile { get; init; }

    public string? RoleArn { get; init; }

    public string? SourceProfile { get; init; }

    public string? ExternalId { get; init; }

    public string? MfaSerial { get; init; }

    public string? RoleSessionName { get; init; }

    public string? Region { get; init; }

    public int? DurationSeconds { get; init; }

    /// <summary>An inline session policy, JSON text.</summary>
    public string? Policy { get; init; }

    /// <summary>The name of a session policy in <see cref="SessionPolicyPresets"/>.</summary>
    public string? PolicyPreset { get; init; }

    public IReadOnlyList<string> PolicyArns { get; init; } = [];

    public IReadOnlyDictionary<string, string> Tags { get; init; } = FrozenDictionary<string, string>.Empty;

    public IReadOnlyList<string> TransitiveTagKeys { get; init; } = [];

    public string? SourceIdentity { get; init; }
}
