using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Aws.Sts;

/// <summary>Describes a call in messages.</summary>
/// <param name="Purpose">What was attempted, for use after "AWS could not".</param>
/// <param name="Profile">The profile of the call.</param>
/// <param name="Mfa">The MFA code of the call.</param>
/// <param name="Endpoint">The endpoint that was called.</param>
internal sealed record StsCallDescription(string Purpose, string? Profile, MfaCode? Mfa, ServiceEndpoint Endpoint)
{
    /// <summary>The service's name in messages.</summary>
    public string Service => $"the STS at {Endpoint}";
}
