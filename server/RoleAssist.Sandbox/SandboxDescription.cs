using System.Text.Json;

namespace RoleAssist.Sandbox;

/// <summary>Everything that is needed to use a running sandbox.</summary>
/// <param name="Endpoint">The URL of its STS endpoint.</param>
/// <param name="Home">The folder that contains the sample <c>.aws</c>.</param>
/// <param name="Environment">The environment variables that a process needs to use the sandbox.</param>
/// <param name="Mfa">The MFA devices; their secrets are valid only in this sandbox.</param>
/// <param name="Profiles">The sample profiles.</param>
/// <param name="Container">
/// What a process needs to act as a container. It is not in the environment, because it would take precedence over
/// profiles.
/// </param>
/// <param name="InstanceMetadata">What a process needs to act as a virtual machine.</param>
/// <param name="Organization">The organization; null if there is none.</param>
public sealed record SandboxDescription(
    string Endpoint,
    string Home,
    IReadOnlyDictionary<string, string> Environment,
    IReadOnlyList<SandboxMfaDevice> Mfa,
    IReadOnlyList<string> Profiles,
    SandboxContainer Container,
    SandboxInstanceMetadata InstanceMetadata,
    SandboxOrganization? Organization
)
{
    /// <summary>Returns one line of JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, SandboxJsonContext.Default.SandboxDescription);
}

/// <summary>The credentials endpoint of a container.</summary>
/// <param name="Uri">The value of <c>AWS_CONTAINER_CREDENTIALS_FULL_URI</c>.</param>
/// <param name="AuthorizationToken">The value of <c>AWS_CONTAINER_AUTHORIZATION_TOKEN</c>.</param>
public sealed record SandboxContainer(string Uri, string AuthorizationToken);

/// <summary>The metadata service of a virtual machine.</summary>
/// <param name="Endpoint">The value of <c>AWS_EC2_METADATA_SERVICE_ENDPOINT</c>.</param>
public sealed record SandboxInstanceMetadata(string Endpoint);

/// <summary>An organization.</summary>
/// <param name="Members">The number of its member accounts.</param>
/// <param name="AccountsFile">The list of its member accounts, a CSV file.</param>
public sealed record SandboxOrganization(string Id, string ManagementAccount, int Members, string AccountsFile);

/// <summary>A virtual MFA device.</summary>
/// <param name="Secret">The secret in Base32, as authenticator apps expect it.</param>
public sealed record SandboxMfaDevice(string Serial, string Secret);
