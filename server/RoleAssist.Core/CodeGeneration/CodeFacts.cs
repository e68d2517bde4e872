using RoleAssist.Core.Chains;

namespace RoleAssist.Core.CodeGeneration;

/// <summary>What is known of the profile that code is written for. Nothing in it is a secret.</summary>
public sealed record CodeFacts
{
    /// <summary>The profile; null where code is written for none, with placeholders to fill in.</summary>
    public string? Profile { get; init; }

    /// <summary>The profile whose credentials it all begins with; null where the SDK finds them by itself.</summary>
    public string? SourceProfile { get; init; }

    /// <summary>
    /// The profile that has those credentials beside a role of its own, so that it cannot be named for them: AWS' tools
    /// would assume the role.
    /// </summary>
    public string? UnnameableSource { get; init; }

    /// <summary>The kind of source it all begins with, for which some SDKs need a package more.</summary>
    public BaseKind? BeginsWith { get; init; }

    /// <summary>The account that it all begins in, where that is known.</summary>
    public string? SourceAccount { get; init; }

    /// <summary>Whether the profile's credentials are temporary as they are. AWS exchanges no such credentials for others.</summary>
    public bool IsTemporary { get; init; }

    /// <summary>The roles in the order in which they are assumed, each with the session of the one before.</summary>
    public IReadOnlyList<RoleFacts> Roles { get; init; } = [];

    /// <summary>The role that a token is exchanged for, and the file with the token.</summary>
    public (RoleFacts Role, string TokenFile)? WebIdentity { get; init; }

    /// <summary>The roles of several profiles, which have all else in common.</summary>
    public IReadOnlyList<RoleFacts> Accounts { get; init; } = [];

    /// <summary>The device whose code the first call to STS needs.</summary>
    public string? MfaSerial { get; init; }

    /// <summary>How long a user's own temporary credentials last, where there is no role.</summary>
    public int? DurationSeconds { get; init; }

    public string? SessionName { get; init; }

    public string? Region { get; init; }

    /// <summary>What is known of nobody in particular.</summary>
    public static CodeFacts None { get; } = new();
}

/// <summary>One role.</summary>
/// <param name="Profile">The profile that asks for it.</param>
/// <param name="SourceProfile">The profile that assumes it.</param>
/// <param name="DurationSeconds">How long its session lasts.</param>
/// <param name="SessionName">What the session is called.</param>
public sealed record RoleFacts(
    string? Profile, string? SourceProfile, string RoleArn, string? ExternalId, int? DurationSeconds, string? SessionName);
