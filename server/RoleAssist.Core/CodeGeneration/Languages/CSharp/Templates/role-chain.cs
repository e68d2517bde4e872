«include packages»
// Goes from role to role to the one of profile «comment profile».
using System;
using System.Net.Http;
using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Credentials;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;

// Said outright: the SDK might ask the STS of another region, or of another partition.
var region = RegionEndpoint.GetBySystemName(«region»);

// Each role is assumed with the session of the one before. Only the first call can carry an MFA code, and from the
// second on AWS gives an hour at most.
AssumeRoleRequest[] chain =
[
«each role»
    new()
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
    },
«end»
];

AWSCredentials credentials;
try
{
«include source-credentials»
    credentials = source;
    foreach (var role in chain)
    {
        using var step = new AmazonSecurityTokenServiceClient(credentials, region);
        credentials = (await step.AssumeRoleAsync(role)).Credentials;
        Console.Error.WriteLine($"Assumed {role.RoleArn}");
    }
}
catch (Exception fault) when (fault is AmazonServiceException or AmazonClientException or HttpRequestException)
{
    Console.Error.WriteLine($"The chain was not completed: {fault.Message}");
    return 1;
}

// Give the credentials to every client that is to work as the last role.
using var sts = new AmazonSecurityTokenServiceClient(credentials, region);
var identity = await sts.GetCallerIdentityAsync(new GetCallerIdentityRequest());
Console.WriteLine($"Working as {identity.Arn}");
«cursor»
return 0;
«if mfaSerial»

«include read-mfa-code»
«end»
