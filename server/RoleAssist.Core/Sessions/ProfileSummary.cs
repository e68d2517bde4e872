using RoleAssist.Core.Chains;
using RoleAssist.Core.Errors;

namespace RoleAssist.Core.Sessions;

/// <summary>A profile as listed for selection.</summary>
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
    SourceLocation? Location = null
);
