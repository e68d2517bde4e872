using RoleAssist.Core.Credentials;
using RoleAssist.Core.Endpoints;

namespace RoleAssist.Core.Profiles;

/// <summary>How to get from credentials that are there to the ones that are wanted.</summary>
/// <param name="Profile">What was asked for: a profile's name, or a role ARN.</param>
/// <param name="Base">The credentials to begin with.</param>
/// <param name="Steps">The calls to make, in their order. None: the base is what was wanted.</param>
/// <param name="Region">The region that the result works in; null when nothing names one.</param>
/// <param name="Sts">Where the calls go.</param>
/// <param name="Endpoints">What the profile says of endpoints, which its tools must be told too.</param>
public sealed record RoleChain(
    string Profile,
    CredentialBase Base,
    IReadOnlyList<ChainStep> Steps,
    string? Region,
    ServiceEndpoint Sts,
    ProfileEndpoints Endpoints)
{
    /// <summary>
    /// The device that asks for a code. Only the first step can: a role session has no MFA device, so AWS refuses a
    /// serial number from the second step on (https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html).
    /// </summary>
    public string? MfaSerial => Base.Credentials.IsTemporary || Steps.Count == 0 ? null : Steps[0].MfaSerial;
}

/// <summary>Where base credentials come from; the names are those that <c>explain</c> prints.</summary>
public enum BaseKind
{
    AccessKey,
    Environment,
}

/// <param name="Kind">Where they come from.</param>
/// <param name="Profile">The profile that holds them; null for the environment.</param>
/// <param name="Credentials">The credentials.</param>
public sealed record CredentialBase(BaseKind Kind, string? Profile, AwsCredentials Credentials);
