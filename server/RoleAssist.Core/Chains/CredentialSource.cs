using System.Net;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Vault;

namespace RoleAssist.Core.Chains;

/// <summary>
/// The source of the credentials that a chain starts with, as specified by the AWS files and the environment
/// (https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html). Nothing has been fetched yet.
/// </summary>
/// <param name="Kind">The kind of source.</param>
/// <param name="Profile">The profile that describes it; null if the environment does.</param>
public abstract record CredentialSource(ProfileKind Kind, string? Profile)
{
    /// <summary>
    /// Whether the source can return an IAM user's long-lived keys. Only those can be used with an MFA device, and only
    /// those are exchanged for temporary credentials before they are handed out.
    /// </summary>
    public virtual bool MayBeLongLived => false;

    /// <summary>Whether the source returns a role session, which limits the next role to one hour.</summary>
    public virtual bool IsRoleSession => false;

    /// <summary>
    /// Gets the reason why RoleAssist cannot get credentials from this source, as a sentence; null if it can.
    /// </summary>
    internal virtual string? UnusableReason => null;

    /// <summary>Gets the values that identify these credentials, for the session ID.</summary>
    internal abstract IReadOnlyList<string?> Identity { get; }
}

/// <summary>Keys in a profile or in the environment.</summary>
public sealed record KeySource(ProfileKind Kind, string? Profile, AwsCredentials Credentials)
    : CredentialSource(Kind, Profile)
{
    public override bool MayBeLongLived => !Credentials.IsTemporary;

    /// <summary>True for temporary keys, because they do not show whether their session is a role's.</summary>
    public override bool IsRoleSession => Credentials.IsTemporary;

    internal override IReadOnlyList<string?> Identity => [Credentials.AccessKeyId, Credentials.SessionToken];
}

/// <summary>A user's long-lived key in the vault.</summary>
/// <param name="Key">The name of the vault's item.</param>
/// <param name="AccountId">The account that the profile specifies.</param>
public sealed record VaultSource(string? Profile, SecretName Key, string? AccountId)
    : CredentialSource(ProfileKind.AccessKey, Profile)
{
    /// <summary>Whether the profile allows programs to get the long-lived key itself.</summary>
    public bool HandsOutKey { get; init; }

    public override bool MayBeLongLived => true;

    /// <summary>The item, not the key in it: a rotated key is the same user's.</summary>
    internal override IReadOnlyList<string?> Identity => [Key.ToString()];
}

/// <summary>
/// A program that prints credentials
/// (https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html).
/// </summary>
/// <param name="Command">The command line as written in the profile.</param>
/// <param name="AccountId">The account that the profile specifies, for a program that reports none.</param>
public sealed record ProcessSource(string? Profile, string Command, string? AccountId)
    : CredentialSource(ProfileKind.Process, Profile)
{
    /// <summary>Unknown before the program has run.</summary>
    public override bool MayBeLongLived => true;

    internal override IReadOnlyList<string?> Identity => [Command];
}

/// <summary>
/// <c>sts:AssumeRoleWithWebIdentity</c> with an OpenID Connect token from a file
/// (https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html).
/// </summary>
/// <param name="RoleArn">The role.</param>
/// <param name="TokenFile">The token file, which another program keeps up to date.</param>
/// <param name="RoleSessionName">The session name shown in CloudTrail; null for a readable default.</param>
/// <param name="DurationSeconds">The lifetime of the session in seconds; null for STS' default.</param>
public sealed record WebIdentitySource(
    string? Profile,
    string RoleArn,
    string TokenFile,
    string? RoleSessionName,
    int? DurationSeconds
) : CredentialSource(ProfileKind.WebIdentity, Profile)
{
    /// <summary>Gets the STS endpoint; by default AWS' own.</summary>
    public ServiceEndpoint Sts { get; init; } =
        AwsService.Sts.Resolve(new EndpointRequest(Partitions.Default.ImplicitGlobalRegion));

    public override bool IsRoleSession => true;

    internal override IReadOnlyList<string?> Identity =>
        [
            RoleArn,
            TokenFile,
            RoleSessionName,
            DurationSeconds?.ToString(System.Globalization.CultureInfo.InvariantCulture),
        ];
}

/// <summary>
/// IAM Identity Center, with the cached token of a login
/// (https://docs.aws.amazon.com/sdkref/latest/guide/feature-sso-credentials.html).
/// </summary>
/// <param name="Session">The name of the <c>[sso-session]</c> section; null in the older form.</param>
/// <param name="AccountId">The account; null if the profile asks only for a token.</param>
/// <param name="RoleName">The permission set's role; null if the profile asks only for a token.</param>
public sealed record SsoSource(
    string? Profile,
    string? Session,
    string StartUrl,
    string Region,
    string? AccountId,
    string? RoleName
) : CredentialSource(Session is null ? ProfileKind.Sso : ProfileKind.SsoSession, Profile)
{
    /// <summary>Gets the endpoint that returns credentials; by default AWS' own in the session's region.</summary>
    public ServiceEndpoint Portal { get; init; } = AwsService.Sso.Resolve(new EndpointRequest(Region));

    /// <summary>Gets the endpoint that refreshes tokens; by default AWS' own in the session's region.</summary>
    public ServiceEndpoint Oidc { get; init; } = AwsService.SsoOidc.Resolve(new EndpointRequest(Region));

    /// <summary>
    /// Gets what a sign-in asks for, separated by blanks; null in the older form, which has no scopes and whose tokens
    /// cannot be renewed.
    /// </summary>
    public string? Scopes { get; init; }

    /// <summary>Whether it belongs to the sandbox of this process, whose tokens nobody else can use.</summary>
    public bool IsSandbox { get; init; }

    public override bool IsRoleSession => true;

    internal override string? UnusableReason =>
        AccountId is null
            ? $"Profile '{Profile}' provides an access token instead of credentials, "
                + "because sso_account_id and sso_role_name are not set."
            : null;

    internal override IReadOnlyList<string?> Identity =>
        [Session, StartUrl, Region, AccountId, RoleName, Portal.Url.OriginalString];
}

/// <summary>
/// The credentials endpoint of a container
/// (https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html).
/// </summary>
/// <param name="Url">The endpoint; with <see cref="LocalScheme"/>, the local socket of a running RoleAssist.</param>
/// <param name="AuthorizationToken">The token to send.</param>
/// <param name="AuthorizationTokenFile">
/// The file with the token, read for each request; takes precedence over the token.
/// </param>
public sealed record ContainerSource(
    string? Profile,
    Uri Url,
    string? AuthorizationToken,
    string? AuthorizationTokenFile
) : CredentialSource(ProfileKind.Container, Profile)
{
    /// <summary>The scheme of RoleAssist's local addresses.</summary>
    public const string LocalScheme = "unix";

    private static readonly IPAddress[] Agents =
    [
        IPAddress.Parse("169.254.170.2"),
        IPAddress.Parse("169.254.170.23"),
        IPAddress.Parse("fd00:ec2::23"),
    ];

    public override bool IsRoleSession => true;

    internal override IReadOnlyList<string?> Identity => [Url.AbsoluteUri, AuthorizationTokenFile];

    /// <summary>Whether plain HTTP is allowed to the address: this machine and the agents of ECS and EKS.</summary>
    public static bool IsAllowedOverHttp(IPAddress address) =>
        IPAddress.IsLoopback(address) || Agents.Contains(address);

    /// <summary>Returns only the address: the token is a secret.</summary>
    public override string ToString() => Url.AbsoluteUri;
}

/// <summary>
/// The role of the EC2 instance that RoleAssist runs on
/// (https://docs.aws.amazon.com/sdkref/latest/guide/feature-imds-credentials.html).
/// </summary>
/// <param name="Profile">The profile that uses this source; null if it is the fallback and no profile does.</param>
/// <param name="Url">The URL of the metadata service.</param>
/// <param name="AllowV1">Whether to fall back to requests without a token (IMDSv1).</param>
public sealed record InstanceMetadataSource(string? Profile, Uri Url, bool AllowV1)
    : CredentialSource(ProfileKind.InstanceMetadata, Profile)
{
    /// <summary>Gets the time to wait for a response. It is short: the service is local or absent.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Gets the number of attempts.</summary>
    public int Attempts { get; init; } = 2;

    public override bool IsRoleSession => true;

    /// <summary>
    /// Gets the instance profile whose credentials to request; null for the one that the service lists.
    /// </summary>
    public string? InstanceProfile { get; init; }

    internal override IReadOnlyList<string?> Identity =>
        InstanceProfile is null ? [Url.AbsoluteUri] : [Url.AbsoluteUri, InstanceProfile];
}

/// <summary>
/// A console login (<c>aws login</c>), with the cached token that all AWS tools share
/// (https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-sign-in.html).
/// </summary>
/// <param name="LoginSession">
/// The ARN of the identity that has signed in; <see cref="NotKnown"/> before the first sign-in.
/// </param>
public sealed record LoginSource(string? Profile, string LoginSession) : CredentialSource(ProfileKind.Login, Profile)
{
    /// <summary>Stands for the identity of a profile in which nobody has signed in yet.</summary>
    public const string NotKnown = "";

    /// <summary>
    /// Gets the regions that may have issued the login, the most likely first. The cache may not say which one did, and
    /// no other accepts its refresh token.
    /// </summary>
    public IReadOnlyList<string> Regions { get; init; } = [Partitions.Default.ImplicitGlobalRegion];

    /// <summary>Gets the endpoints that sign in and refresh; by default AWS' own.</summary>
    public RegionalEndpoints Signin { get; init; } = new(AwsService.Signin, new EndpointRequest(null));

    /// <summary>Whether it belongs to the sandbox of this process, whose logins nobody else can use.</summary>
    public bool IsSandbox { get; init; }

    /// <summary>
    /// True for every login: what AWS says of a user's own is not known ?, and a role's session may ask for an hour at
    /// most.
    /// </summary>
    public override bool IsRoleSession => true;

    internal override IReadOnlyList<string?> Identity =>
        Signin.Settings.CustomUrl is { } custom ? [LoginSession, custom.OriginalString] : [LoginSession];
}
