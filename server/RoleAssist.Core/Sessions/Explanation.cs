using RoleAssist.Core.Chains;

namespace RoleAssist.Core.Sessions;

/// <summary>How a target would be assumed.</summary>
/// <param name="Chain">The credential source and the steps from it.</param>
/// <param name="RoleSessionName">The session name in CloudTrail for steps whose profile sets none.</param>
/// <param name="Plan">What would be done now in an editor, which renews sessions.</param>
/// <param name="Notes">Rules that limit it, settings without effect, and what only an actual request can show.</param>
public sealed record Explanation(
    RoleChain Chain,
    string RoleSessionName,
    PlannedSession Plan,
    IReadOnlyList<string> Notes
);
