using Amazon.Runtime;
using Amazon.SecurityToken;
using RoleAssist.Aws.Http;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Endpoints;

namespace RoleAssist.Aws.Sts;

/// <summary>Makes STS clients that do as the profile says and never as the SDK would find out by itself.</summary>
internal sealed class StsClientFactory(AwsHttpClients http)
{
    /// <param name="credentials">What requests are signed with.</param>
    /// <param name="endpoint">Which STS to call.</param>
    public Task<AmazonSecurityTokenServiceClient> CreateAsync(AwsCredentials credentials, ServiceEndpoint endpoint, CancellationToken cancellationToken) => CreateAsync(
        credentials.SessionToken is { } token
            ? new SessionAWSCredentials(credentials.AccessKeyId, credentials.SecretAccessKey, token)
            : new BasicAWSCredentials(credentials.AccessKeyId, credentials.SecretAccessKey),
        endpoint,
        cancellationToken);

    /// <summary>A client for calls that nobody signs.</summary>
    public Task<AmazonSecurityTokenServiceClient> CreateAnonymousAsync(ServiceEndpoint endpoint, CancellationToken cancellationToken) =>
        CreateAsync(new AnonymousAWSCredentials(), endpoint, cancellationToken);

    private async Task<AmazonSecurityTokenServiceClient> CreateAsync(AWSCredentials signer, ServiceEndpoint endpoint, CancellationToken cancellationToken)
    {
        var client = await http.ForAsync(endpoint, cancellationToken).ConfigureAwait(false);
        var config = new AmazonSecurityTokenServiceConfig
        {
            ServiceURL = endpoint.Url.OriginalString,
            AuthenticationRegion = endpoint.SigningRegion,
            HttpClientFactory = new SharedHttpClient(client),
            // Repeating is RetryPolicy's.
            RetryMode = RequestRetryMode.Standard,
            MaxErrorRetry = 0,
            // What is left unset the SDK looks up in the AWS files, and it throws when any line of them is not to its taste.
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

    /// <summary>Lends the SDK a client that outlives the call.</summary>
    private sealed class SharedHttpClient(HttpClient client) : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => client;

        public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

        public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;
    }
}
