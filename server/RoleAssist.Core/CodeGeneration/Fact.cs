namespace RoleAssist.Core.CodeGeneration;

/// <summary>A fact about a profile that templates refer to by name.</summary>
/// <param name="Name">The name in templates.</param>
/// <param name="Placeholder">The text to use if the fact is unknown.</param>
/// <param name="IsNumber">Whether it is written as a number.</param>
public sealed record Fact(string Name, string Placeholder, bool IsNumber = false)
{
    /// <summary>The suggested values; empty for any value.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>The placeholder for roles after the first, if it must differ.</summary>
    public string? NextPlaceholder { get; init; }

    /// <summary>The profile to generate code for.</summary>
    public static Fact Profile { get; } = new("profile", "profile-name");

    /// <summary>
    /// The profile whose credentials assume the role. If absent, the SDK finds the credentials itself.
    /// </summary>
    public static Fact SourceProfile { get; } = new("sourceProfile", "source-profile");

    /// <summary>The value of <c>credential_source</c>, if no profile has the source credentials.</summary>
    public static Fact CredentialSource { get; } = new("credentialSource", "Environment");

    public static Fact RoleArn { get; } =
        new("roleArn", "arn:aws:iam::123456789012:role/role-name")
        {
            NextPlaceholder = "arn:aws:iam::444455556666:role/role-name",
        };

    /// <summary>The role's name without account and path.</summary>
    public static Fact RoleName { get; } = new("roleName", "role-name");

    /// <summary>The role's account, 12 digits.</summary>
    public static Fact Account { get; } = new("account", "123456789012") { NextPlaceholder = "444455556666" };

    public static Fact ExternalId { get; } = new("externalId", "external-id");

    /// <summary>The MFA device. Absent if no code is needed.</summary>
    public static Fact MfaSerial { get; } = new("mfaSerial", "arn:aws:iam::111122223333:mfa/user-name");

    /// <summary>The role session name, which CloudTrail records.</summary>
    public static Fact SessionName { get; } = new("sessionName", "session-name");

    /// <summary>The session duration in seconds.</summary>
    public static Fact Duration { get; } =
        new("duration", "3600", IsNumber: true) { Choices = ["3600", "900", "7200", "14400", "28800", "43200"] };

    /// <summary>The region, also of the STS endpoint: the SDKs' default may be in another partition.</summary>
    public static Fact Region { get; } =
        new("region", "us-east-1")
        {
            Choices =
            [
                "us-east-1",
                "us-east-2",
                "us-west-2",
                "ca-central-1",
                "eu-central-1",
                "eu-west-1",
                "eu-north-1",
                "ap-northeast-1",
                "ap-southeast-1",
                "ap-southeast-2",
                "sa-east-1",
            ],
        };

    /// <summary>The path of the file with the OpenID Connect token.</summary>
    public static Fact TokenFile { get; } = new("tokenFile", "/var/run/secrets/eks.amazonaws.com/serviceaccount/token");

    /// <summary>The principal that the role's trust policy must allow.</summary>
    public static Fact TrustedArn { get; } = new("trustedArn", "arn:aws:iam::111122223333:root");

    /// <summary>The OpenID Connect provider that the role trusts.</summary>
    public static Fact ProviderArn { get; } =
        new("providerArn", "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com");

    /// <summary>The condition key of the token's audience claim.</summary>
    public static Fact AudienceClaim { get; } = new("audienceClaim", "token.actions.githubusercontent.com:aud");

    /// <summary>The condition key of the token's subject claim.</summary>
    public static Fact SubjectClaim { get; } = new("subjectClaim", "token.actions.githubusercontent.com:sub");

    /// <summary>The required value of the audience claim.</summary>
    public static Fact Audience { get; } = new("audience", "sts.amazonaws.com");

    /// <summary>The required value of the subject claim.</summary>
    public static Fact Subject { get; } = new("subject", "repo:organization/repository:ref:refs/heads/main");

    public static IReadOnlyList<Fact> All { get; } =
    [
        Profile,
        SourceProfile,
        CredentialSource,
        RoleArn,
        RoleName,
        Account,
        ExternalId,
        MfaSerial,
        SessionName,
        Duration,
        Region,
        TokenFile,
        TrustedArn,
        ProviderArn,
        AudienceClaim,
        SubjectClaim,
        Audience,
        Subject,
    ];
}
