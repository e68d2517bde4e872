«include packages»
// Does the same work in several accounts, a few at a time, and reports each result.
using System;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Credentials;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;

// Set explicitly: the SDK might otherwise call STS in another region or partition.
var region = RegionEndpoint.GetBySystemName(«region»);

AssumeRoleRequest[] roles =
[
«each account»
    new()
    {
        RoleArn = «roleArn»,
        RoleSessionName = «sessionName», // recorded by CloudTrail
        DurationSeconds = «duration»,
«if externalId»
        ExternalId = «externalId»,
«end»
    },
«end»
];

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

using var sts = new AmazonSecurityTokenServiceClient(source, region);
var failures = 0;

// STS throttles too many requests at once.
await Parallel.ForEachAsync(roles, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (role, cancellationToken) =>
{
    try
    {
        var response = await sts.AssumeRoleAsync(role, cancellationToken);
        await WorkAsync(response.Credentials, cancellationToken);
    }
    catch (Exception fault) when (fault is AmazonServiceException or AmazonClientException or HttpRequestException)
    {
        // Continue with the other accounts.
        Interlocked.Increment(ref failures);
        Console.Error.WriteLine($"{role.RoleArn}: {fault.Message}");
    }
});
return failures == 0 ? 0 : 1;

// Runs in each account.
async Task WorkAsync(AWSCredentials credentials, CancellationToken cancellationToken)
{
    using var account = new AmazonSecurityTokenServiceClient(credentials, region);
    var identity = await account.GetCallerIdentityAsync(new GetCallerIdentityRequest(), cancellationToken);
    Console.WriteLine($"Working as {identity.Arn}");
    «cursor»
}
«if mfaSerial»

«include read-mfa-code»
«end»
