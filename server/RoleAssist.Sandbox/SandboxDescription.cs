using System.Text.Json;

namespace RoleAssist.Sandbox;

/// <summary>All that somebody needs to use a running sandbox.</summary>
/// <param name="Endpoint">Where its STS listens.</param>
/// <param name="Home">The folder that holds the sample <c>.aws</c>.</param>
/// <param name="Environment">What a process must have in its environment to use the sandbox.</param>
/// <param name="Mfa">The MFA devices; the secrets are the sandbox's own and open nothing else.</param>
/// <param name="Profiles">The profiles of the sample.</param>
public sealed record SandboxDescription(
    string Endpoint,
    string Home,
    IReadOnlyDictionary<string, string> Environment,
    IReadOnlyList<SandboxMfaDevice> Mfa,
    IReadOnlyList<string> Profiles)
{
    /// <summary>One line of JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, SandboxJsonContext.Default.SandboxDescription);
}

/// <summary>A virtual MFA device.</summary>
/// <param name="Secret">The secret in base 32, as an authenticator app takes it.</param>
public sealed record SandboxMfaDevice(string Serial, string Secret);
