namespace RoleAssist.Core.Profiles;

/// <summary>
/// The settings of a profile that RoleAssist reads, as AWS names them
/// (https://docs.aws.amazon.com/sdkref/latest/guide/settings-reference.html).
/// </summary>
public static class ProfileSettings
{
    public const string AccessKeyId = "aws_access_key_id";
    public const string SecretAccessKey = "aws_secret_access_key";
    public const string SessionToken = "aws_session_token";
    public const string SecurityToken = "aws_security_token";
    public const string RoleArn = "role_arn";
    public const string SourceProfile = "source_profile";
    public const string CredentialSource = "credential_source";
    public const string ExternalId = "external_id";
    public const string MfaSerial = "mfa_serial";
    public const string DurationSeconds = "duration_seconds";
    public const string RoleSessionName = "role_session_name";
    public const string Region = "region";
    public const string EndpointUrl = "endpoint_url";
    public const string Services = "services";
    public const string SsoSession = "sso_session";
    public const string SsoStartUrl = "sso_start_url";
    public const string SsoAccountId = "sso_account_id";
    public const string SsoRoleName = "sso_role_name";
    public const string SsoRegion = "sso_region";
    public const string SsoRegistrationScopes = "sso_registration_scopes";
    public const string WebIdentityTokenFile = "web_identity_token_file";
    public const string CredentialProcess = "credential_process";

    /// <summary>RoleAssist's own: the ID of the vault's item with the profile's key.</summary>
    public const string VaultKey = "roleassist_key";

    /// <summary>
    /// RoleAssist's own: <c>key</c> makes <c>credential-process</c> print the long-lived key itself, for tools that
    /// need roles of more than an hour.
    /// </summary>
    public const string VaultHandOut = "roleassist_hand_out";

    /// <summary>RoleAssist's own: the <c>[sso-session]</c> for whose roles it has added the profile.</summary>
    public const string Populated = "roleassist_populated";

    public const string LoginSession = "login_session";
    public const string AccountId = "aws_account_id";
    public const string InstanceMetadataEndpoint = "ec2_metadata_service_endpoint";
    public const string InstanceMetadataEndpointMode = "ec2_metadata_service_endpoint_mode";
    public const string InstanceMetadataV1Disabled = "ec2_metadata_v1_disabled";
    public const string InstanceProfileName = "ec2_instance_profile_name";
    public const string InstanceMetadataTimeout = "metadata_service_timeout";
    public const string InstanceMetadataAttempts = "metadata_service_num_attempts";
}
