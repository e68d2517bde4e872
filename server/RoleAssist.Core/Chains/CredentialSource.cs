using System.Net;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Endpoints;

namespace RoleAssist.Core.Chains;

/// <summary>The kinds of source that a chain can begin with; the names are those that <c>explain</c> prints.</summary>
public enum BaseKind
{
    AccessKey,
    Environment,
    InstanceMetadata,
    Container,
    SsoSession,
    Sso,
    WebIdentity,
    Process,
    Login,
}

/// <summary>
/// Where the credentials that a chain begins with come from, as the AWS files and the environment say it
/// (https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html). Nothing has been fetched yet.
/// </summary>
/// <param name="Kind">What kind of source it is.</param>
/// <param name="Profile">The profile that describes it; null where only the environment does.</param>
public abstract record CredentialSource(BaseKind Kind, string? Profile)
{
    /// <summary>
    /// Whether an IAM user's own keys may come out of it. Only those can answer for an MFA device, and only those are
    /// exchanged for temporary ones before anybody gets them.
    /// </summary>
    public virtual bool MayBeLongLived => false;

    /// <summary>Whether what comes out of it is the session of a role, which may last an hour in the next role.</summary>
    public virtual bool IsRoleSession => false;

    /// <summary>Why RoleAssist gets no credentials out of it, as a sentence; null where it does.</summary>
    internal virtual string? Obstacle => null;

    /// <summary>What tells these credentials from others, for the name of a session.</summary>
    internal abstract IReadOnlyList<string?> Identity { get; }
}

/// <summary>Keys that stand in a profile or in the environment.</summary>
public sealed record KeySource(BaseKind Kind, string? Profile, AwsCredentials Credentials) : CredentialSource(Kind, Profile)
{
    public override bool MayBeLongLived => !Credentials.IsTemporary;

    /// <summary>Temporary keys are a session's, and whose they do not say.</summary>
    public override bool IsRoleSession => Credentials.IsTemporary;

    internal override IReadOnlyList<string?> Identity => [Credentials.AccessKeyId, Credentials.SessionToken];
}

/// <summary>A program that prints credentials (https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html).</summary>
/// <param name="Command">The command line as the profile has it.</param>
/// <param name="AccountId">The account that the profile names, for a program that does not.</param>
public sealed record ProcessSource(string? Profile, string Command, string? AccountId) : CredentialSource(BaseKind.Process, Profile)
{
    /// <summary>Only running it tells.</summary>
    public override bool MayBeLongLived => true;

    internal override IReadOnlyList<string?> Identity => [Command];
}

/// <summary>
/// <c>sts:AssumeRoleWithWebIdentity</c> with an OpenID Connect token from a file
/// (https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html).
/// </summary>
/// <param name="RoleArn">The role.</param>
/// <param name="TokenFile">The file that somebody else keeps fresh.</param>
/// <param name="RoleSessionName">The name that CloudTrail shows; null for a readable default.</param>
/// <param name="DurationSeconds">How long the session lasts; null leaves it to STS.</param>
public sealed record WebIdentitySource(string? Profile, string RoleArn, string TokenFile, string? RoleSessionName, int? DurationSeconds)
    : CredentialSource(BaseKind.WebIdentity, Profile)
{
    /// <summary>Where the role is assumed; AWS' own STS unless somebody says otherwise.</summary>
    public ServiceEndpoint Sts { get; init; } = AwsService.Sts.Resolve(new EndpointRequest(Partitions.Default.ImplicitGlobalRegion));

    public override bool IsRoleSession => true;

    internal override IReadOnlyList<string?> Identity =>
        [RoleArn, TokenFile, RoleSessionName, DurationSeconds?.ToString(System.Globalization.CultureInfo.InvariantCulture)];
}

/// <summary>
/// IAM Identity Center, with a token that a login has left
/// (https://docs.aws.amazon.com/sdkref/latest/guide/feature-sso-credentials.html).
/// </summary>
/// <param name="Session">The <c>[sso-session]</c> section's name; null in the older form.</param>
/// <param name="AccountId">The account; null where the profile wants a token and no credentials.</param>
/// <param name="RoleName">The permission set's role; null likewise.</param>
public sealed record SsoSource(
    string? Profile, string? Session, string StartUrl, string Region, string? AccountId, string? RoleName)
    : CredentialSource(Session is null ? BaseKind.Sso : BaseKind.SsoSession, Profile)
{
    /// <summary>What hands out the credentials; AWS' own in the session's region unless somebody says otherwise.</summary>
    public ServiceEndpoint Portal { get; init; } = AwsService.Sso.Resolve(new EndpointRequest(Region));

    /// <summary>What gives new tokens for old ones; AWS' own in the session's region unless somebody says otherwise.</summary>
    public ServiceEndpoint Oidc { get; init; } = AwsService.SsoOidc.Resolve(new EndpointRequest(Region));

    public override bool IsRoleSession => true;

    internal override string? Obstacle => AccountId is null
        ? $"Profile '{Profile}' gives an access token instead of credentials, since sso_account_id and sso_role_name are not set."
        : null;

    internal override IReadOnlyList<string?> Identity => [Session, StartUrl, Region, AccountId, RoleName, Portal.Url.OriginalString];
}

/// <summary>
/// The credentials endpoint of a container
/// (https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html).
/// </summary>
/// <param name="Url">Where to ask; with <see cref="LocalScheme"/> at the local socket of a running RoleAssist.</param>
/// <param name="AuthorizationToken">What to show there.</param>
/// <param name="AuthorizationTokenFile">The file that holds it, read anew each time; it wins over the token.</param>
public sealed record ContainerSource(string? Profile, Uri Url, string? AuthorizationToken, string? AuthorizationTokenFile)
    : CredentialSource(BaseKind.Container, Profile)
{
    /// <summary>The scheme of RoleAssist's local addresses.</summary>
    public const string LocalScheme = "unix";

    private static readonly IPAddress[] Agents =
        [IPAddress.Parse("169.254.170.2"), IPAddress.Parse("169.254.170.23"), IPAddress.Parse("fd00:ec2::23")];

    public override bool IsRoleSession => true;

    internal override IReadOnlyList<string?> Identity => [Url.AbsoluteUri, AuthorizationTokenFile];

    /// <summary>Whether credentials may be asked for over plain HTTP there: on this machine, and of the agents of ECS and EKS.</summary>
    public static bool IsAllowedOverHttp(IPAddress address) => IPAddress.IsLoopback(address) || Agents.Contains(address);

    /// <summary>The address alone: the token is a secret.</summary>
    public override string ToString() => Url.AbsoluteUri;
}

/// <summary>
/// The role of the EC2 instance that this is
/// (https://docs.aws.amazon.com/sdkref/latest/guide/feature-imds-credentials.html).
/// </summary>
/// <param name="Profile">The profile that names this source; null where nobody does and it is what is left to ask.</param>
/// <param name="Url">The metadata service.</param>
/// <param name="AllowV1">Whether to ask without a token where the service gives none.</param>
public sealed record InstanceMetadataSource(string? Profile, Uri Url, bool AllowV1) : CredentialSource(BaseKind.InstanceMetadata, Profile)
{
    /// <summary>How long to wait for an answer. The service is next door, or not there at all.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How often to ask before giving up.</summary>
    public int Attempts { get; init; } = 2;

    public override bool IsRoleSession => true;

    /// <summary>The instance profile whose credentials to ask for; null for the one that the service lists.</summary>
    public string? InstanceProfile { get; init; }

    internal override IReadOnlyList<string?> Identity => InstanceProfile is null ? [Url.AbsoluteUri] : [Url.AbsoluteUri, InstanceProfile];
}

/// <summary>A console login (<c>aws login</c>), whose tokens RoleAssist leaves to the AWS CLI.</summary>
/// <param name="LoginSession">The ARN of who has logged in.</param>
public sealed record LoginSource(string? Profile, string LoginSession) : CredentialSource(BaseKind.Login, Profile)
{
    internal override string Obstacle =>
        $"Profile '{Profile}' is a console login, which RoleAssist leaves to the AWS CLI: it cannot use it by itself.";

    internal override IReadOnlyList<string?> Identity => [LoginSession];
}
