using RoleAssist.Core.Vault;

namespace RoleAssist.Core.Keys.Rotation;

/// <summary>What a rotation did.</summary>
/// <param name="Profile">The profile.</param>
/// <param name="AccessKeyId">The key that is in use now.</param>
/// <param name="OldAccessKeyId">The key that it replaces; null if none was replaced.</param>
/// <param name="Step">How far the rotation is: <see cref="RotationStep.None"/> if it is complete.</param>
/// <param name="Notes">What was done and what is left to do, as sentences.</param>
public sealed record RotationResult(
    string Profile,
    string AccessKeyId,
    string? OldAccessKeyId,
    RotationStep Step,
    IReadOnlyList<string> Notes
);
