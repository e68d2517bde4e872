«if file-based»
#:package AWSSDK.SecurityToken@4.*
«if sso»
#:package AWSSDK.SSO@4.*
#:package AWSSDK.SSOOIDC@4.*
«end»

«end»
// Works as the role of profile «comment profile».
using System;
using System.Threading.Tasks;
using Amazon;
using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;

// Said outright, because the SDK would ask the STS of us-east-1.
var region = RegionEndpoint.GetBySystemName(«region»);

AWSCredentials credentials;
try
{
«if sourceProfile»
    using var source = new AmazonSecurityTokenServiceClient(new AmazonSecurityTokenServiceConfig
    {
        Profile = new Profile(«sourceProfile»),
        RegionEndpoint = region,
    });
«else»
    using var source = new AmazonSecurityTokenServiceClient(region);
«end»
    var response = await source.AssumeRoleAsync(new AssumeRoleRequest
    {
        RoleArn = «roleArn»,
        RoleSessionName = «sessionName», // what CloudTrail shows
        DurationSeconds = «duration»,
«if externalId»
        ExternalId = «externalId»,
«end»
«if mfaSerial»
        SerialNumber = «mfaSerial»,
        TokenCode = ReadMfaCode(«mfaSerial»),
«end»
    });
    credentials = response.Credentials;
}
catch (Exception fault) when (fault is AmazonServiceException or AmazonClientException)
{
    Console.Error.WriteLine($"The role was not assumed: {fault.Message}");
    return 1;
}

using var sts = new AmazonSecurityTokenServiceClient(credentials, region);
var identity = await sts.GetCallerIdentityAsync(new GetCallerIdentityRequest());
Console.WriteLine($"Working as {identity.Arn}");
«cursor»
return 0;
«if mfaSerial»

// Shows nothing of what is typed, and takes a line where nobody types.
static string ReadMfaCode(string device)
{
    Console.Error.Write($"MFA code of {device}: ");
    if (Console.IsInputRedirected)
    {
        return Console.ReadLine() ?? "";
    }

    var code = "";
    for (var key = Console.ReadKey(intercept: true); key.Key != ConsoleKey.Enter; key = Console.ReadKey(intercept: true))
    {
        code = key.Key == ConsoleKey.Backspace ? code[..^Math.Min(1, code.Length)] : code + key.KeyChar;
    }

    Console.Error.WriteLine();
    return code;
}
«end»
