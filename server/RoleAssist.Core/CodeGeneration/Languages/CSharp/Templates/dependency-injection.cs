«if file-based»
#:package Microsoft.Extensions.Hosting@10.*
«end»
«include packages»
// A service that works as the role of profile «comment profile» for as long as it runs.
«if mfaSerial»
// With an MFA code that is 12 hours at most, after which the service has to be started again.
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

// Said outright: the SDK might ask the STS of another region, or of another partition.
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
    Console.Error.WriteLine($"There are no credentials to begin with: {fault.Message}");
    return 1;
}

«each role»
«if first»
var credentials = new RoleCredentials(source, region, new AssumeRoleRequest
«else»

// Assumed with the session of the role above, and renewed with it. It lasts an hour at most, whatever the role allows.
credentials = new RoleCredentials(credentials, region, new AssumeRoleRequest
«end»
{
    RoleArn = «roleArn»,
    RoleSessionName = «sessionName», // what CloudTrail shows
    DurationSeconds = «duration»,
«if externalId»
    ExternalId = «externalId»,
«end»
});
«end»

var builder = Host.CreateApplicationBuilder(args);
builder.Services.AddSingleton<AWSCredentials>(credentials);

// Every other client of AWS is added in the same way.
builder.Services.AddSingleton<IAmazonSecurityTokenService>(services =>
    new AmazonSecurityTokenServiceClient(services.GetRequiredService<AWSCredentials>(), region));
builder.Services.AddHostedService<Worker>();
await builder.Build().RunAsync();
return Environment.ExitCode;
«if mfaSerial»

«include read-mfa-code»
«end»

// Credentials of a role that renew themselves: the SDK asks for new ones before the old ones end.
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
            issued.Expiration ?? throw new AmazonClientException("STS did not say when the session ends."));
    }

    // For callers that do not await.
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
            // This one's work is done. A service that goes on leaves this out.
            lifetime.StopApplication();
        }
    }
}
