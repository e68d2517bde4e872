using RoleAssist.Core.Console;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Core.Tests.Console;

/// <summary>A federation endpoint and an STS for users that grant everything and record what they are asked.</summary>
internal sealed class FakeFederation(TimeProvider time) : IConsoleFederation, IFederatedUsers
{
    public List<(string AccessKeyId, int? Seconds, Uri Endpoint)> Asked { get; } = [];

    public List<FederatedUser> Users { get; } = [];

    public Task<string> GetSignInTokenAsync(
        AwsCredentials credentials,
        int? durationSeconds,
        ServiceEndpoint endpoint,
        string profile,
        CancellationToken cancellationToken
    )
    {
        Asked.Add((credentials.AccessKeyId, durationSeconds, endpoint.Url));
        return Task.FromResult("token+/=");
    }

    public Task<AssumedRole> GetFederationTokenAsync(
        AwsCredentials credentials,
        FederatedUser user,
        ServiceEndpoint endpoint,
        CancellationToken cancellationToken
    )
    {
        Users.Add(user);
        return Task.FromResult(
            new AssumedRole(
                new AwsCredentials("ASIA-federated", "secret", "token", time.GetUtcNow() + TimeSpan.FromHours(12)),
                $"arn:aws:sts::123456789012:federated-user/{user.Name}"
            )
        );
    }
}
