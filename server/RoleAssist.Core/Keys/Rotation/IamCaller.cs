using RoleAssist.Core.Credentials;
using RoleAssist.Core.Endpoints;

namespace RoleAssist.Core.Keys.Rotation;

/// <summary>A user who calls IAM about the own keys.</summary>
/// <param name="User">The user. Sessions must name it in every call, so all calls do.</param>
/// <param name="Credentials">The key or the session that signs the calls.</param>
/// <param name="Endpoint">The endpoint of IAM.</param>
/// <param name="Profile">The profile, for messages.</param>
public sealed record IamCaller(IamUser User, AwsCredentials Credentials, ServiceEndpoint Endpoint, string Profile)
{
    public override string ToString() => $"{User.Arn} with {Credentials.AccessKeyId}";
}
