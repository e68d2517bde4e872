using System.Security.Cryptography;
using OtpNet;
using RoleAssist.Sandbox.Iam;

namespace RoleAssist.Sandbox.Home;

/// <summary>What a sandbox keeps from one run to the next, so that keys, sessions and authenticator apps stay good.</summary>
/// <param name="SealingKey">Seals session tokens.</param>
/// <param name="LastSpentStep">The step of the last accepted MFA code; none before it is accepted again.</param>
internal sealed record SandboxState(
    string AccessKeyId, string SecretAccessKey, string MfaSecret, byte[] SealingKey, long LastSpentStep)
{
    public static SandboxState Create() => new(
        UniqueId.ForKey(UniqueId.LongTermKey, RandomNumberGenerator.GetBytes(16)),
        Convert.ToBase64String(RandomNumberGenerator.GetBytes(30)),
        Base32Encoding.ToString(RandomNumberGenerator.GetBytes(20)),
        RandomNumberGenerator.GetBytes(32),
        LastSpentStep: 0);
}
