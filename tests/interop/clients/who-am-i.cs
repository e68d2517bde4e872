#:package AWSSDK.SecurityToken
#:property PublishAot=false
#:property TargetFramework=net10.0

// Prints the caller identity from the STS at an address, with the default credentials of the AWS SDK for .NET.

using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;

var output = new StreamWriter(Console.OpenStandardOutput());
try
{
    using var client = new AmazonSecurityTokenServiceClient(
        new AmazonSecurityTokenServiceConfig
        {
            ServiceURL = args[0],
            AuthenticationRegion = "us-east-1",
            MaxErrorRetry = 0,
        }
    );
    var caller = await client.GetCallerIdentityAsync(new GetCallerIdentityRequest());
    await output.WriteLineAsync(caller.Arn);
}
catch (Exception fault) when (fault is AmazonClientException or AmazonServiceException or InvalidOperationException)
{
    await output.WriteLineAsync($"{fault.GetType().Name}: {fault.Message}");
}

await output.FlushAsync();
