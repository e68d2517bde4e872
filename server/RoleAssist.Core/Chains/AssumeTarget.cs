using System.Collections.Frozen;

namespace RoleAssist.Core.Chains;

/// <summary>The profile or role to assume, with overrides for the profile's settings.</summary>
public sealed record AssumeTarget
{
    /// <summary>
    /// Gets a profile name or role ARN; null for <see cref="RoleArn"/> alone or for the default profile of AWS tools.
    /// </summary>
    public string? Profile { get; init; }

    public string? RoleArn { get; init; }

    /// <summary>Gets an account of an Identity Center session, for which no profile is needed.</summary>
    public SsoAccount? SsoAccount { get; init; }

    /// <summary>Whether nothing is named, so that the default profile of AWS tools is meant.</summary>
    public bool IsDefault => this is { Profile: null, RoleArn: null, SsoAccount: null };

    public string? SourceProfile { get; init; }

    public string? ExternalId { get; init; }

    public string? MfaSerial { get; init; }

    public string? RoleSessionName { get; init; }

    public string? Region { get; init; }

    public int? DurationSeconds { get; init; }

    /// <summary>Gets an inline session policy as JSON text.</summary>
    public string? Policy { get; init; }

    /// <summary>Gets a session policy in the grammar of <see cref="SessionPolicyPresets"/>.</summary>
    public string? PolicyPreset { get; init; }

    public IReadOnlyList<string> PolicyArns { get; init; } = [];

    public IReadOnlyDictionary<string, string> Tags { get; init; } = FrozenDictionary<string, string>.Empty;

    public IReadOnlyList<string> TransitiveTagKeys { get; init; } = [];

    public string? SourceIdentity { get; init; }

    /// <summary>Gets the agent that the session is narrowed for; null for a person's.</summary>
    public string? Agent { get; init; }
}
