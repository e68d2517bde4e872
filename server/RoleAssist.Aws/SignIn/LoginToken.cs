using RoleAssist.Aws.Formats;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Endpoints;

namespace RoleAssist.Aws.SignIn;

/// <summary>
/// A cached console login, in the format that the AWS CLI and SDKs share: <c>accessToken</c> holds credentials of at
/// most 15 minutes, the rest renews them.
/// </summary>
/// <param name="Credentials">The credentials, with their expiration.</param>
internal sealed record LoginToken(AwsCredentials Credentials)
{
    private const string RegionField = "signInRegion";

    /// <summary>The remaining lifetime at which AWS' SDKs renew the credentials.</summary>
    private static readonly TimeSpan RefreshWindow = TimeSpan.FromMinutes(5);

    /// <summary>Gets what renews the credentials; null if the file lacks a part of it.</summary>
    public LoginRenewal? Renewal { get; private init; }

    /// <summary>Gets the file's content; other fields belong to the program that wrote them.</summary>
    public required JsonFields Document { get; init; }

    /// <summary>
    /// Gets the region that issued the login; null if the file does not say. Newer AWS tools write it; older ones do not,
    /// and some drop it when they renew the login.
    /// </summary>
    public string? Region => Document.Text(RegionField) is { } region && RegionName.IsValid(region) ? region : null;

    public DateTimeOffset ExpiresAt => Credentials.Expiration!.Value;

    /// <summary>Reads a login; returns null if it has no valid credentials.</summary>
    /// <param name="loginSession">The identity, whose account counts if the file names none.</param>
    public static LoginToken? Parse(JsonFields document, string loginSession) =>
        document.Object("accessToken") is { } access
        && (
            access.Text("accessKeyId"),
            access.Text("secretAccessKey"),
            access.Text("sessionToken"),
            IsoTime.Parse(access.Text("expiresAt"))
        )
            is ({ } id, { } secret, { } token, { } expiresAt)
        && Identifiers.AreCredentials(id, secret, token)
            ? new LoginToken(
                new AwsCredentials(
                    id,
                    secret,
                    token,
                    expiresAt,
                    access.Text("accountId") is { } account && Identifiers.IsAwsAccount(account)
                        ? account
                        : Arn.AccountOf(loginSession)
                )
            )
            {
                Document = document,
                Renewal = LoginRenewal.Parse(document),
            }
            : null;

    /// <summary>Creates the login of a new sign-in.</summary>
    /// <param name="identity">The ARN of the identity, whose account the credentials are of.</param>
    /// <param name="region">The region that issued it.</param>
    public static LoginToken Create(SigninGrant grant, string identity, string clientId, string region, DpopKey key)
    {
        var credentials = grant.Credentials with { AccountId = Arn.AccountOf(identity) };
        var access = new Dictionary<string, string>
        {
            ["accessKeyId"] = credentials.AccessKeyId,
            ["secretAccessKey"] = credentials.SecretAccessKey,
            ["sessionToken"] = credentials.SessionToken!,
            ["accountId"] = credentials.AccountId ?? "",
            ["expiresAt"] = IsoTime.Format(credentials.Expiration!.Value),
        };
        var renewal = new LoginRenewal(clientId, grant.RefreshToken, key.ToPem());
        return new LoginToken(credentials)
        {
            Renewal = renewal,
            Document = JsonFields
                .Empty.Change("accessToken", JsonFields.Empty.Change(access))
                .Change(
                    new Dictionary<string, string>
                    {
                        ["tokenType"] = "aws_sigv4",
                        ["clientId"] = renewal.ClientId,
                        ["refreshToken"] = renewal.RefreshToken,
                        ["idToken"] = grant.IdToken!,
                        ["dpopKey"] = renewal.Key,
                        [RegionField] = region,
                    }
                ),
        };
    }

    public bool IsExpired(DateTimeOffset now) => ExpiresAt <= now;

    public bool IsDue(DateTimeOffset now) => ExpiresAt - now <= RefreshWindow;

    /// <summary>Returns the login with new credentials in it and all other fields unchanged.</summary>
    public LoginToken With(SigninGrant grant)
    {
        var renewed = grant.Credentials with { AccountId = Credentials.AccountId };
        var access = Document
            .Object("accessToken")!
            .Value.Change(
                new Dictionary<string, string>
                {
                    ["accessKeyId"] = renewed.AccessKeyId,
                    ["secretAccessKey"] = renewed.SecretAccessKey,
                    ["sessionToken"] = renewed.SessionToken!,
                    ["expiresAt"] = IsoTime.Format(renewed.Expiration!.Value),
                }
            );
        return new LoginToken(renewed)
        {
            Renewal = Renewal! with { RefreshToken = grant.RefreshToken },
            Document = Document
                .Change(new Dictionary<string, string> { ["refreshToken"] = grant.RefreshToken })
                .Change("accessToken", access),
        };
    }

    /// <summary>Returns the first part that the file lacks, for messages; null if it is complete.</summary>
    public static string? MissingFrom(JsonFields document) =>
        document.Object("accessToken") is null ? "accessToken" : LoginRenewal.MissingFrom(document);

    public override string ToString() => IsoTime.Format(ExpiresAt);
}

/// <summary>What renews a login.</summary>
/// <param name="ClientId">The client that signed in, one of AWS' two.</param>
/// <param name="Key">The private key of the login, in PEM.</param>
internal sealed record LoginRenewal(string ClientId, string RefreshToken, string Key)
{
    private static readonly string[] Fields = ["clientId", "refreshToken", "dpopKey"];

    public static LoginRenewal? Parse(JsonFields document) =>
        (document.Text(Fields[0]), document.Text(Fields[1]), document.Text(Fields[2]))
            is ({ } client, { } refresh, { } key)
            ? new LoginRenewal(client, refresh, key)
            : null;

    public static string? MissingFrom(JsonFields document) => Array.Find(Fields, field => document.Text(field) is null);

    /// <summary>Returns only the client ID: the rest are secrets.</summary>
    public override string ToString() => ClientId;
}

/// <summary>New credentials of a login.</summary>
/// <param name="IdToken">Who has signed in, as a JSON Web Token; only in the answer to a sign-in.</param>
internal sealed record SigninGrant(AwsCredentials Credentials, string RefreshToken, string? IdToken)
{
    public override string ToString() => Credentials.AccessKeyId;
}
