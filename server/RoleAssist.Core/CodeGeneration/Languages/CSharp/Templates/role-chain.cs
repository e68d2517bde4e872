«include packages»
// Assumes a chain of roles that ends with the role of profile «comment profile».
using System;
using System.Net.Http;
using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Credentials;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;

// Set explicitly: the SDK might otherwise call STS in another region or partition.
var region = RegionEndpoint.GetBySystemName(«region»);

// Each role is assumed with the session of the previous one. Only the first request can have an MFA code, and AWS
// limits the following sessions to one hour.
AssumeRoleRequest[] chain =
[
«each role»
    new()
    {
        RoleArn = «roleArn»,
        RoleSessionName = «sessionName», // recorded by CloudTrail
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

// Pass the credentials to every client that should use the last role.
using var sts = new AmazonSecurityTokenServiceClient(credentials, region);
var identity = await sts.GetCallerIdentityAsync(new GetCallerIdentityRequest());
Console.WriteLine($"Working as {identity.Arn}");
«cursor»
return 0;
«if mfaSerial»

«include read-mfa-code»
«end»
