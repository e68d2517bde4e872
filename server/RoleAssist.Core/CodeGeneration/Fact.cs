namespace RoleAssist.Core.CodeGeneration;

/// <summary>Something that code needs to know of a profile, by the name that templates have for it.</summary>
/// <param name="Name">Its name in templates.</param>
/// <param name="Placeholder">What stands in its place where nobody knows it.</param>
/// <param name="IsNumber">Whether it is written as a number.</param>
public sealed record Fact(string Name, string Placeholder, bool IsNumber = false)
{
    /// <summary>What a person who fills it in will choose from; none: anything.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>What stands in its place for any role after the first, where that must be another.</summary>
    public string? NextPlaceholder { get; init; }

    /// <summary>The profile that the code is about.</summary>
    public static Fact Profile { get; } = new("profile", "profile-name");

    /// <summary>The profile whose credentials assume the role. Absent: the credentials that the SDK finds by itself.</summary>
    public static Fact SourceProfile { get; } = new("sourceProfile", "source-profile");

    /// <summary>What the profile's <c>credential_source</c> names, where no profile has the credentials.</summary>
    public static Fact CredentialSource { get; } = new("credentialSource", "Environment");

    public static Fact RoleArn { get; } = new("roleArn", "arn:aws:iam::123456789012:role/role-name")
    {
        NextPlaceholder = "arn:aws:iam::444455556666:role/role-name",
    };

    /// <summary>The role's name without account and path.</summary>
    public static Fact RoleName { get; } = new("roleName", "role-name");

    /// <summary>The role's account, 12 digits.</summary>
    public static Fact Account { get; } = new("account", "123456789012") { NextPlaceholder = "444455556666" };

    public static Fact ExternalId { get; } = new("externalId", "external-id");

    /// <summary>Absent where no code is asked for.</summary>
    public static Fact MfaSerial { get; } = new("mfaSerial", "arn:aws:iam::111122223333:mfa/user-name");

    /// <summary>The name that CloudTrail shows.</summary>
    public static Fact SessionName { get; } = new("sessionName", "session-name");

    /// <summary>How long the session lasts, in seconds.</summary>
    public static Fact Duration { get; } = new("duration", "3600", IsNumber: true) { Choices = ["3600", "900", "7200", "14400", "28800", "43200"] };

    /// <summary>The region to work in, and whose STS is asked: the SDKs' own choice may be another partition's.</summary>
    public static Fact Region { get; } = new("region", "us-east-1")
    {
        Choices = ["us-east-1", "us-east-2", "us-west-2", "ca-central-1", "eu-central-1", "eu-west-1", "eu-north-1", "ap-northeast-1", "ap-southeast-1", "ap-southeast-2", "sa-east-1"],
    };

    /// <summary>The file with the token of an OpenID Connect provider.</summary>
    public static Fact TokenFile { get; } = new("tokenFile", "/var/run/secrets/eks.amazonaws.com/serviceaccount/token");

    /// <summary>Whom the role's trust policy has to name.</summary>
    public static Fact TrustedArn { get; } = new("trustedArn", "arn:aws:iam::111122223333:root");

    /// <summary>The OpenID Connect provider whose tokens open the role.</summary>
    public static Fact ProviderArn { get; } = new("providerArn", "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com");

    /// <summary>The claim of the provider's tokens that says whom one is for.</summary>
    public static Fact AudienceClaim { get; } = new("audienceClaim", "token.actions.githubusercontent.com:aud");

    /// <summary>The claim that says who has one.</summary>
    public static Fact SubjectClaim { get; } = new("subjectClaim", "token.actions.githubusercontent.com:sub");

    /// <summary>Who it has to be.</summary>
    public static Fact Subject { get; } = new("subject", "repo:organization/repository:ref:refs/heads/main");

    public static IReadOnlyList<Fact> All { get; } =
    [
        Profile, SourceProfile, CredentialSource, RoleArn, RoleName, Account, ExternalId, MfaSerial, SessionName, Duration, Region, TokenFile,
        TrustedArn, ProviderArn, AudienceClaim, SubjectClaim, Subject,
    ];
}
