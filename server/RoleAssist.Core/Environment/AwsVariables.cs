namespace RoleAssist.Core.Environment;

/// <summary>
/// The environment variables that AWS' SDKs and tools read
/// (https://docs.aws.amazon.com/sdkref/latest/guide/settings-reference.html).
/// </summary>
public static class AwsVariables
{
    /// <summary>The prefix of all these variables.</summary>
    public const string Prefix = "AWS_";

    public const string AccessKeyId = "AWS_ACCESS_KEY_ID";
    public const string SecretAccessKey = "AWS_SECRET_ACCESS_KEY";
    public const string SessionToken = "AWS_SESSION_TOKEN";
    public const string CredentialExpiration = "AWS_CREDENTIAL_EXPIRATION";
    public const string AccountId = "AWS_ACCOUNT_ID";

    /// <summary>The older name of <see cref="SessionToken"/>, which boto3 and the SDK for Go still read.</summary>
    public const string SecurityToken = "AWS_SECURITY_TOKEN";

    /// <summary>The older name of <see cref="AccessKeyId"/>, which the SDKs for Go and Java still read.</summary>
    public const string AccessKey = "AWS_ACCESS_KEY";

    /// <summary>The older name of <see cref="SecretAccessKey"/>, which the SDKs for Go and Java still read.</summary>
    public const string SecretKey = "AWS_SECRET_KEY";

    /// <summary>The legacy credential file of boto.</summary>
    public const string CredentialFile = "AWS_CREDENTIAL_FILE";

    public const string Profile = "AWS_PROFILE";

    /// <summary>The older name of <see cref="Profile"/>. boto3 reads it before <see cref="Profile"/>.</summary>
    public const string DefaultProfile = "AWS_DEFAULT_PROFILE";

    public const string Region = "AWS_REGION";
    public const string DefaultRegion = "AWS_DEFAULT_REGION";

    public const string ConfigFile = "AWS_CONFIG_FILE";
    public const string SharedCredentialsFile = "AWS_SHARED_CREDENTIALS_FILE";

    /// <summary>The folder of the cached console logins, instead of <c>~/.aws/login/cache</c>.</summary>
    public const string LoginCacheDirectory = "AWS_LOGIN_CACHE_DIRECTORY";

    /// <summary>Makes the SDKs for Go 1 and JavaScript 2 read the config file.</summary>
    public const string SdkLoadConfig = "AWS_SDK_LOAD_CONFIG";

    public const string RoleArn = "AWS_ROLE_ARN";
    public const string RoleSessionName = "AWS_ROLE_SESSION_NAME";
    public const string WebIdentityTokenFile = "AWS_WEB_IDENTITY_TOKEN_FILE";

    public const string ContainerCredentialsFullUri = "AWS_CONTAINER_CREDENTIALS_FULL_URI";
    public const string ContainerCredentialsRelativeUri = "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI";
    public const string ContainerAuthorizationToken = "AWS_CONTAINER_AUTHORIZATION_TOKEN";
    public const string ContainerAuthorizationTokenFile = "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE";

    public const string Ec2MetadataDisabled = "AWS_EC2_METADATA_DISABLED";
    public const string Ec2MetadataV1Disabled = "AWS_EC2_METADATA_V1_DISABLED";
    public const string Ec2MetadataServiceEndpoint = "AWS_EC2_METADATA_SERVICE_ENDPOINT";
    public const string Ec2MetadataServiceEndpointMode = "AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE";
    public const string Ec2InstanceProfileName = "AWS_EC2_INSTANCE_PROFILE_NAME";
    public const string MetadataServiceTimeout = "AWS_METADATA_SERVICE_TIMEOUT";
    public const string MetadataServiceNumAttempts = "AWS_METADATA_SERVICE_NUM_ATTEMPTS";

    public const string EndpointUrl = "AWS_ENDPOINT_URL";
    public const string EndpointUrlSts = "AWS_ENDPOINT_URL_STS";
    public const string IgnoreConfiguredEndpointUrls = "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS";
    public const string UseFipsEndpoint = "AWS_USE_FIPS_ENDPOINT";
    public const string UseDualStackEndpoint = "AWS_USE_DUALSTACK_ENDPOINT";
    public const string StsRegionalEndpoints = "AWS_STS_REGIONAL_ENDPOINTS";
    public const string CaBundle = "AWS_CA_BUNDLE";

    /// <summary>Both variables that name a profile.</summary>
    public static IReadOnlyList<string> Profiles { get; } = [Profile, DefaultProfile];

    /// <summary>Both variables that name a region. Tools differ in which one they read.</summary>
    public static IReadOnlyList<string> Regions { get; } = [Region, DefaultRegion];
}
