#:package AWSSDK.SecurityToken@3.7.202
#:package AWSSDK.Core@3.7.202.18
#:property PublishAot=false
#:property TargetFramework=net10.0

// Prints the caller identity from the STS at an address, with the default credentials of the AWS SDK for .NET 3 as used
// by AWS Tools for PowerShell 4: it parses credential_process and endpoint responses more strictly than later ones.

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
#pragma warning disable CA1031 // Every error is printed.
catch (Exception fault)
{
    await output.WriteLineAsync($"{fault.GetType().Name}: {fault.Message}");
}
#pragma warning restore CA1031

await output.FlushAsync();
