using System.Text.Json;

namespace RoleAssist.Sandbox;

/// <summary>All that somebody needs to use a running sandbox.</summary>
/// <param name="Endpoint">Where its STS listens.</param>
/// <param name="Home">The folder that holds the sample <c>.aws</c>.</param>
/// <param name="Environment">What a process must have in its environment to use the sandbox.</param>
/// <param name="Mfa">The MFA devices; the secrets are the sandbox's own and open nothing else.</param>
/// <param name="Profiles">The profiles of the sample.</param>
/// <param name="Container">What a process needs to be a container; not in the environment, because it would come before profiles.</param>
/// <param name="InstanceMetadata">What a process needs to be on a virtual machine.</param>
public sealed record SandboxDescription(
    string Endpoint,
    string Home,
    IReadOnlyDictionary<string, string> Environment,
    IReadOnlyList<SandboxMfaDevice> Mfa,
    IReadOnlyList<string> Profiles,
    SandboxContainer Container,
    SandboxInstanceMetadata InstanceMetadata)
{
    /// <summary>One line of JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, SandboxJsonContext.Default.SandboxDescription);
}

/// <summary>Where a container asks for its credentials.</summary>
/// <param name="Uri">The value of <c>AWS_CONTAINER_CREDENTIALS_FULL_URI</c>.</param>
/// <param name="AuthorizationToken">The value of <c>AWS_CONTAINER_AUTHORIZATION_TOKEN</c>.</param>
public sealed record SandboxContainer(string Uri, string AuthorizationToken);

/// <summary>Where a virtual machine asks for its metadata.</summary>
/// <param name="Endpoint">The value of <c>AWS_EC2_METADATA_SERVICE_ENDPOINT</c>.</param>
public sealed record SandboxInstanceMetadata(string Endpoint);

/// <summary>A virtual MFA device.</summary>
/// <param name="Secret">The secret in base 32, as an authenticator app takes it.</param>
public sealed record SandboxMfaDevice(string Serial, string Secret);
