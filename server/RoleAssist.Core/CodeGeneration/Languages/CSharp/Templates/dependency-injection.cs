«if file-based»
#:package Microsoft.Extensions.Hosting@10.*
«end»
«include packages»
// A service that uses the role of profile «comment profile» and renews its credentials.
«if mfaSerial»
// With an MFA code the user session lasts at most 12 hours; then restart the service.
«end»
using System;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Credentials;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

// Set explicitly: the SDK might otherwise call STS in another region or partition.
var region = RegionEndpoint.GetBySystemName(«region»);

AWSCredentials source;
try
{
«if sourceProfile»
    source = DefaultAWSCredentialsIdentityResolver.GetCredentials(
        new AmazonSecurityTokenServiceConfig { Profile = new Profile(«sourceProfile») });
«else»
    source = DefaultAWSCredentialsIdentityResolver.GetCredentials();
«end»
«include user-session»
}
catch (Exception fault) when (fault is AmazonServiceException or AmazonClientException or HttpRequestException)
{
    Console.Error.WriteLine($"Could not get the source credentials: {fault.Message}");
    return 1;
}

«each role»
«if first»
var credentials = new RoleCredentials(source, region, new AssumeRoleRequest
«else»

// Assumed with the role above and renewed with it. AWS limits chained role sessions to one hour.
credentials = new RoleCredentials(credentials, region, new AssumeRoleRequest
«end»
{
    RoleArn = «roleArn»,
    RoleSessionName = «sessionName», // recorded by CloudTrail
    DurationSeconds = «duration»,
«if externalId»
    ExternalId = «externalId»,
«end»
});
«end»

var builder = Host.CreateApplicationBuilder(args);
builder.Services.AddSingleton<AWSCredentials>(credentials);

// Add other AWS clients in the same way.
builder.Services.AddSingleton<IAmazonSecurityTokenService>(services =>
    new AmazonSecurityTokenServiceClient(services.GetRequiredService<AWSCredentials>(), region));
builder.Services.AddHostedService<Worker>();
await builder.Build().RunAsync();
return Environment.ExitCode;
«if mfaSerial»

«include read-mfa-code»
«end»

// Role credentials that the SDK renews before they expire.
internal sealed class RoleCredentials(AWSCredentials source, RegionEndpoint region, AssumeRoleRequest role)
    : RefreshingAWSCredentials
{
    private readonly AmazonSecurityTokenServiceClient _sts = new(source, region);

    protected override async Task<CredentialsRefreshState> GenerateNewCredentialsAsync()
    {
        var response = await _sts.AssumeRoleAsync(role).ConfigureAwait(false);
        var issued = response.Credentials;
        return new CredentialsRefreshState(
            new ImmutableCredentials(issued.AccessKeyId, issued.SecretAccessKey, issued.SessionToken),
            issued.Expiration ?? throw new AmazonClientException("STS did not return an expiration time."));
    }

    // For synchronous callers.
    protected override CredentialsRefreshState GenerateNewCredentials() =>
        GenerateNewCredentialsAsync().GetAwaiter().GetResult();
}

internal sealed class Worker(IAmazonSecurityTokenService sts, IHostApplicationLifetime lifetime, ILogger<Worker> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            var identity = await sts.GetCallerIdentityAsync(new GetCallerIdentityRequest(), stoppingToken);
            logger.LogInformation("Working as {Arn}", identity.Arn);
            «cursor»
        }
        catch (Exception fault) when (fault is AmazonServiceException or AmazonClientException or HttpRequestException)
        {
            logger.LogError("The role was not assumed: {Reason}", fault.Message);
            Environment.ExitCode = 1;
        }
        finally
        {
            // Stops this example. Remove it in a service that keeps running.
            lifetime.StopApplication();
        }
    }
}
