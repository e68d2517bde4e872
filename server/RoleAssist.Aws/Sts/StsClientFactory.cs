using Amazon;
using Amazon.Runtime;
using Amazon.SecurityToken;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Aws.Sts;

/// <summary>Makes STS clients that do as the profile says and never as the SDK would find out by itself.</summary>
internal static class StsClientFactory
{
    private static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(4);

    /// <param name="credentials">What requests are signed with.</param>
    /// <param name="endpoint">Which STS to call.</param>
    /// <param name="mayRetry">False for a request with an MFA code, which is spent the first time AWS sees it.</param>
    public static AmazonSecurityTokenServiceClient Create(AwsCredentials credentials, StsEndpoint endpoint, bool mayRetry)
    {
        var config = new AmazonSecurityTokenServiceConfig
        {
            // What is left unset the SDK looks up in the AWS files, and it throws when any line of them is not to its taste.
            RegionEndpoint = RegionEndpoint.GetBySystemName(endpoint.Region),
            AuthenticationRegion = endpoint.Region,
            DefaultConfigurationMode = DefaultConfigurationMode.Standard,
            RetryMode = RequestRetryMode.Standard,
            MaxErrorRetry = mayRetry ? 2 : 0,
            Timeout = AttemptTimeout,
            ConnectTimeout = ConnectTimeout,
            IgnoreConfiguredEndpointUrls = true,
            UseFIPSEndpoint = false,
            UseDualstackEndpoint = false,
            DisableRequestCompression = true,
            RequestMinCompressionSizeBytes = 10_240,
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_SUPPORTED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_SUPPORTED,
            AccountIdEndpointMode = AccountIdEndpointMode.PREFERRED,
            AuthSchemePreference = [],
            SigV4aSigningRegionSet = [],
            ClientAppId = "RoleAssist",
        };
        if (endpoint.Url is not null)
        {
            config.ServiceURL = endpoint.Url;
        }

        AWSCredentials signer = credentials.SessionToken is { } token
            ? new SessionAWSCredentials(credentials.AccessKeyId, credentials.SecretAccessKey, token)
            : new BasicAWSCredentials(credentials.AccessKeyId, credentials.SecretAccessKey);
        return new AmazonSecurityTokenServiceClient(signer, config);
    }
}
