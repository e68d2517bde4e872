«include packages»
«if roleArn»
// Assumes the role of profile «comment profile».
«else»
// Uses profile «comment profile».
«end»
using System;
using System.Net.Http;
using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Credentials;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;

// Set explicitly: the SDK might otherwise call STS in another region or partition.
var region = RegionEndpoint.GetBySystemName(«region»);

AWSCredentials credentials;
try
{
«include source-credentials»
«if roleArn»
    using var first = new AmazonSecurityTokenServiceClient(source, region);
    var response = await first.AssumeRoleAsync(new AssumeRoleRequest
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
    });
    credentials = response.Credentials;
«each chainedRole»

    // Use the role above to assume the next one. AWS limits chained role sessions to one hour.
    using (var chained = new AmazonSecurityTokenServiceClient(credentials, region))
    {
        response = await chained.AssumeRoleAsync(new AssumeRoleRequest
        {
            RoleArn = «roleArn»,
            RoleSessionName = «sessionName»,
            DurationSeconds = «duration»,
«if externalId»
            ExternalId = «externalId»,
«end»
        });
        credentials = response.Credentials;
    }
«end»
«else»
«include user-session»
    credentials = source;
«end»
}
catch (Exception fault) when (fault is AmazonServiceException or AmazonClientException or HttpRequestException)
{
«if roleArn»
    Console.Error.WriteLine($"The role was not assumed: {fault.Message}");
«else»
    Console.Error.WriteLine($"Could not get credentials: {fault.Message}");
«end»
    return 1;
}

// Pass the credentials to every client.
using var sts = new AmazonSecurityTokenServiceClient(credentials, region);
var identity = await sts.GetCallerIdentityAsync(new GetCallerIdentityRequest());
Console.WriteLine($"Working as {identity.Arn}");
«cursor»
return 0;
«if mfaSerial»

«include read-mfa-code»
«end»
