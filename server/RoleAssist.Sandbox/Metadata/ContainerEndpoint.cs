using System.Security.Cryptography;
using System.Text;
using RoleAssist.Sandbox.Accounts;
using RoleAssist.Sandbox.Http;
using RoleAssist.Sandbox.Signing;

namespace RoleAssist.Sandbox.Metadata;

/// <summary>
/// The credentials endpoint of a container
/// (https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html), with a path and a token that
/// are known only to the container.
/// </summary>
internal sealed class ContainerEndpoint(Role role, SessionTokens tokens) : IService
{
    private const string Root = "/v2/credentials/";
    private const string SessionName = "sandbox-task";
    private static readonly TimeSpan SessionLifetime = TimeSpan.FromHours(6);

    public string Path { get; } = Root + Guid.NewGuid();

    public string AuthorizationToken { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    public bool Serves(SignableRequest request) => request.Path.StartsWith(Root, StringComparison.Ordinal);

    public ClaimedCall Claimed(SignableRequest request) => new("GetContainerCredentials", AccessKeyId: null);

    public ServiceAnswer Answer(SignableRequest request, DateTimeOffset now)
    {
        // Check the token before the path, so that clients without a token cannot probe for paths.
        if (request.Header("Authorization") is not { } presented)
        {
            return Error(401, "Unauthorized", "The request has no Authorization header.");
        }

        if (
            !CryptographicOperations.FixedTimeEquals(
                Encoding.UTF8.GetBytes(presented),
                Encoding.UTF8.GetBytes(AuthorizationToken)
            )
        )
        {
            return Error(403, "AccessDenied", "The Authorization header does not contain the token of this container.");
        }

        if (request.Path != Path)
        {
            return Error(404, "InvalidIdInRequest", "Credentials not found");
        }

        if (request.Method != "GET")
        {
            return Error(405, "MethodNotAllowed", "Use GET to get credentials.");
        }

        var credentials = tokens.Issue(Session.Create(role, SessionName, now + SessionLifetime));
        return JsonAnswer.Create(
            200,
            new ContainerCredentials(
                role.Arn,
                credentials.AccessKeyId,
                credentials.SecretAccessKey,
                credentials.SessionToken,
                credentials.ExpirationText
            ),
            MetadataJsonContext.PascalCase.ContainerCredentials
        );
    }

    public ServiceAnswer Throttled() => Error(429, "TooManyRequests", "Rate exceeded");

    public ServiceAnswer Failed() => Error(500, "InternalServerError", "Internal error");

    private static ServiceAnswer Error(int status, string code, string message) =>
        JsonAnswer.Create(status, new ContainerError(code, message), MetadataJsonContext.CamelCase.ContainerError);
}

/// <summary>The credentials of a container.</summary>
internal sealed record ContainerCredentials(
    string RoleArn,
    string AccessKeyId,
    string SecretAccessKey,
    string Token,
    string Expiration
);

/// <summary>An error response to a container.</summary>
internal sealed record ContainerError(string Code, string Message);
