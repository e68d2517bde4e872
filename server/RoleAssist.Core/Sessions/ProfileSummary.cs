using RoleAssist.Core.Chains;
using RoleAssist.Core.Errors;

namespace RoleAssist.Core.Sessions;

/// <summary>A profile as listed for selection.</summary>
/// <param name="KeyAgeDays">The age of its key in the vault in days, at least; null if it has none.</param>
/// <param name="HasPlainKey">Whether its long-lived key is in plain text in an AWS file.</param>
public sealed record ProfileSummary(
    string Name,
    ProfileKind Kind,
    string? Account,
    string? RoleArn,
    string? SourceProfile,
    string? Region,
    string? MfaSerial,
    int CodesNeeded,
    int? DurationSeconds,
    IReadOnlyList<Problem> Problems,
    PlannedSession? Plan = null,
    bool IsSandbox = false,
    SourceLocation? Location = null,
    int? KeyAgeDays = null,
    bool HasPlainKey = false
);
