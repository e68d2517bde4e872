using RoleAssist.Core.Chains;
using RoleAssist.Core.Endpoints;

namespace RoleAssist.Core.Keys.Rotation;

/// <summary>Whose key is rotated, and where.</summary>
/// <param name="Profile">The profile.</param>
/// <param name="Source">The key in the vault.</param>
/// <param name="User">The user of the key.</param>
/// <param name="MfaSerial">The user's MFA device; null if calls need no code.</param>
/// <param name="Iam">The endpoint of IAM.</param>
/// <param name="Sts">The endpoint of STS.</param>
internal sealed record RotationSubject(
    string Profile,
    VaultSource Source,
    IamUser User,
    string? MfaSerial,
    ServiceEndpoint Iam,
    ServiceEndpoint Sts
);
