using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using RoleAssist.Sandbox.Accounts;
using RoleAssist.Sandbox.Formats;
using RoleAssist.Sandbox.Http;
using RoleAssist.Sandbox.Signing;

namespace RoleAssist.Sandbox.Metadata;

/// <summary>
/// The metadata service of an EC2 instance with a role
/// (https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html).
/// </summary>
/// <param name="role">The role of the instance profile.</param>
/// <param name="tokens">Issues the role's credentials.</param>
/// <param name="sealingKey">Seals the tokens of version 2.</param>
/// <param name="allowVersion1">Whether requests without a token are answered.</param>
internal sealed class InstanceMetadata(Role role, SessionTokens tokens, byte[] sealingKey, bool allowVersion1)
    : IService
{
    private const string Root = "/latest";
    private const string TokenPath = Root + "/api/token";
    private const string CredentialsPath = Root + "/meta-data/iam/security-credentials";
    private const string ExtendedCredentialsPath = Root + "/meta-data/iam/security-credentials-extended";
    private const string TokenHeader = "X-aws-ec2-metadata-token";
    private const string LifetimeHeader = "X-aws-ec2-metadata-token-ttl-seconds";
    private const int LongestLifetime = 21600;
    private const string InstanceId = "i-0123456789abcdef0";
    private const string Region = "us-east-1";
    private static readonly TimeSpan SessionLifetime = TimeSpan.FromHours(6);

    private readonly Sealer _sealer = new(sealingKey, "instance metadata token");

    public bool Serves(SignableRequest request) =>
        request.Path == Root || request.Path.StartsWith(Root + "/", StringComparison.Ordinal);

    public ClaimedCall Claimed(SignableRequest request) =>
        new(request.Path == TokenPath ? "GetMetadataToken" : "GetMetadata", AccessKeyId: null);

    public ServiceAnswer Answer(SignableRequest request, DateTimeOffset now) =>
        (request.Method, request.Path) switch
        {
            ("PUT", TokenPath) => IssueToken(request, now),
            ("GET", not TokenPath) => HasAccess(request, now)
                ? Document(request.Path, now)
                : Text(401, "401 - Unauthorized"),
            _ => Text(405, "405 - Method Not Allowed"),
        };

    public ServiceAnswer Throttled() => Text(429, "429 - Too Many Requests");

    public ServiceAnswer Failed() => Text(500, "500 - Internal Server Error");

    /// <summary>
    /// Issues a token, but not to requests that were forwarded by a proxy: open proxies exposed version 1 to attackers.
    /// </summary>
    private ServiceAnswer IssueToken(SignableRequest request, DateTimeOffset now)
    {
        if (request.Header("X-Forwarded-For") is not null)
        {
            return Text(403, "403 - Forbidden");
        }

        if (
            !int.TryParse(
                request.Header(LifetimeHeader),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var lifetime
            ) || lifetime is < 1 or > LongestLifetime
        )
        {
            return Text(400, "400 - Bad Request");
        }

        var token = _sealer.Seal(
            new MetadataToken(now.AddSeconds(lifetime)),
            MetadataJsonContext.CamelCase.MetadataToken
        );
        return Text(200, token) with
        {
            Headers = [new(LifetimeHeader, lifetime.ToString(CultureInfo.InvariantCulture))],
        };
    }

    private bool HasAccess(SignableRequest request, DateTimeOffset now) =>
        request.Header(TokenHeader) is { } token
            ? _sealer.Open(token, MetadataJsonContext.CamelCase.MetadataToken) is { } known && now < known.Expiration
            : allowVersion1;

    private ServiceAnswer Document(string path, DateTimeOffset now) =>
        path switch
        {
            CredentialsPath or CredentialsPath + "/" => Text(200, role.Name),
            ExtendedCredentialsPath or ExtendedCredentialsPath + "/" => Text(200, role.Name),
            Root + "/meta-data/iam/info" => Info(now),
            Root + "/meta-data/instance-id" => Text(200, InstanceId),
            Root + "/meta-data/placement/region" => Text(200, Region),
            Root + "/meta-data/placement/availability-zone" => Text(200, Region + "a"),
            _ when path == $"{CredentialsPath}/{role.Name}" => Credentials(now, accountId: null),
            _ when path == $"{ExtendedCredentialsPath}/{role.Name}" => Credentials(now, role.Account),
            _ => Text(404, "404 - Not Found"),
        };

    private ServiceAnswer Info(DateTimeOffset now)
    {
        var arn = $"arn:aws:iam::{role.Account}:instance-profile/{role.Name}";
        return Text(
            200,
            JsonSerializer.Serialize(
                new InstanceProfileInfo(
                    "Success",
                    IsoTime.ToText(now),
                    arn,
                    UniqueId.ForEntity(UniqueId.InstanceProfile, arn)
                ),
                MetadataJsonContext.PascalCase.InstanceProfileInfo
            )
        );
    }

    private ServiceAnswer Credentials(DateTimeOffset now, string? accountId)
    {
        var credentials = tokens.Issue(Session.Create(role, InstanceId, now + SessionLifetime));
        return Text(
            200,
            JsonSerializer.Serialize(
                new InstanceCredentials(
                    "Success",
                    IsoTime.ToText(now),
                    "AWS-HMAC",
                    credentials.AccessKeyId,
                    credentials.SecretAccessKey,
                    credentials.SessionToken,
                    credentials.ExpirationText,
                    accountId
                ),
                MetadataJsonContext.PascalCase.InstanceCredentials
            )
        );
    }

    private static ServiceAnswer Text(int status, string text) => new(status, "text/plain", text);
}

/// <summary>The content of a version 2 token.</summary>
internal sealed record MetadataToken(DateTimeOffset Expiration);

/// <summary>The credentials of an instance.</summary>
internal sealed record InstanceCredentials(
    string Code,
    string LastUpdated,
    string Type,
    string AccessKeyId,
    string SecretAccessKey,
    string Token,
    string Expiration,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? AccountId
);

/// <summary>The instance profile of an instance.</summary>
internal sealed record InstanceProfileInfo(
    string Code,
    string LastUpdated,
    string InstanceProfileArn,
    string InstanceProfileId
);
