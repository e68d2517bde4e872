using System.Security.Cryptography;
using OtpNet;
using RoleAssist.Sandbox.Formats;

namespace RoleAssist.Sandbox.Home;

/// <summary>
/// The state that a sandbox keeps between runs, so that keys, sessions and authenticator apps stay valid.
/// </summary>
/// <param name="SealingKey">The key that seals session tokens.</param>
/// <param name="LastSpentStep">
/// The time step of the last accepted MFA code; codes of this and earlier steps are rejected.
/// </param>
internal sealed record SandboxState(
    string AccessKeyId,
    string SecretAccessKey,
    string MfaSecret,
    byte[] SealingKey,
    long LastSpentStep
)
{
    public static SandboxState Create() =>
        new(
            UniqueId.ForKey(UniqueId.LongTermKey, RandomNumberGenerator.GetBytes(16)),
            Convert.ToBase64String(RandomNumberGenerator.GetBytes(30)),
            Base32Encoding.ToString(RandomNumberGenerator.GetBytes(20)),
            RandomNumberGenerator.GetBytes(32),
            LastSpentStep: 0
        );
}
