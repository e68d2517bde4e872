using Amazon.Runtime;
using Amazon.SecurityToken;
using RoleAssist.Aws.Http;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Endpoints;

namespace RoleAssist.Aws.Sts;

/// <summary>
/// Creates STS clients that use only the profile's settings and never the SDK's own configuration lookup.
/// </summary>
internal sealed class StsClientFactory(AwsHttpClients http)
{
    /// <param name="credentials">The credentials that sign requests.</param>
    /// <param name="endpoint">The STS endpoint to call.</param>
    public Task<AmazonSecurityTokenServiceClient> CreateAsync(
        AwsCredentials credentials,
        ServiceEndpoint endpoint,
        CancellationToken cancellationToken
    ) =>
        CreateAsync(
            credentials.SessionToken is { } token
                ? new SessionAWSCredentials(credentials.AccessKeyId, credentials.SecretAccessKey, token)
                : new BasicAWSCredentials(credentials.AccessKeyId, credentials.SecretAccessKey),
            endpoint,
            cancellationToken
        );

    /// <summary>Creates a client for unsigned calls.</summary>
    public Task<AmazonSecurityTokenServiceClient> CreateAnonymousAsync(
        ServiceEndpoint endpoint,
        CancellationToken cancellationToken
    ) => CreateAsync(new AnonymousAWSCredentials(), endpoint, cancellationToken);

    private async Task<AmazonSecurityTokenServiceClient> CreateAsync(
        AWSCredentials signer,
        ServiceEndpoint endpoint,
        CancellationToken cancellationToken
    )
    {
        var client = await http.ForAsync(endpoint, cancellationToken).ConfigureAwait(false);
        var config = new AmazonSecurityTokenServiceConfig
        {
            ServiceURL = endpoint.Url.OriginalString,
            AuthenticationRegion = endpoint.SigningRegion,
            HttpClientFactory = new SharedHttpClient(client),
            // RetryPolicy does the retries.
            RetryMode = RequestRetryMode.Standard,
            MaxErrorRetry = 0,
            // The SDK looks up unset values in the AWS files and throws if it cannot parse any line of them.
            DefaultConfigurationMode = DefaultConfigurationMode.Standard,
            IgnoreConfiguredEndpointUrls = true,
            UseFIPSEndpoint = false,
            UseDualstackEndpoint = false,
            DisableClockSkewCorrection = false,
            DisableRequestCompression = true,
            RequestMinCompressionSizeBytes = 10_240,
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_SUPPORTED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_SUPPORTED,
            AccountIdEndpointMode = AccountIdEndpointMode.PREFERRED,
            AuthSchemePreference = [],
            SigV4aSigningRegionSet = [],
            ClientAppId = "RoleAssist",
        };
        return new AmazonSecurityTokenServiceClient(signer, config);
    }

    /// <summary>Gives the SDK a client that outlives the call.</summary>
    private sealed class SharedHttpClient(HttpClient client) : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => client;

        public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

        public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;
    }
}
