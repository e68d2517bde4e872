«include packages»
// Assumes a role with an OpenID Connect token, as in a build, a pod or a GitHub workflow.
using System;
using System.IO;
using System.Net.Http;
using Amazon;
using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;

// These credentials have no region setting: they use this one, or else us-east-1.
AWSConfigs.AWSRegion = «region»;
var region = RegionEndpoint.GetBySystemName(AWSConfigs.AWSRegion);

// The environment keeps this file up to date. It is read again on each renewal.
const string TokenFile = «tokenFile»;
if (!File.Exists(TokenFile))
{
    Console.Error.WriteLine($"Token file not found: {TokenFile}");
    return 1;
}

try
{
    AWSCredentials credentials = new AssumeRoleWithWebIdentityCredentials(
        TokenFile,
        «roleArn»,
        «sessionName», // recorded by CloudTrail
        new AssumeRoleWithWebIdentityCredentialsOptions { DurationSeconds = «duration» });
«each chainedRole»

    // Assumed with the role above and renewed with it.
    credentials = new AssumeRoleAWSCredentials(credentials, «roleArn», «sessionName», new AssumeRoleAWSCredentialsOptions
    {
        DurationSeconds = «duration», // at most one hour for a chained role
«if externalId»
        ExternalId = «externalId»,
«end»
    });
«end»

    // Pass the credentials to every client that should use the role.
    using var sts = new AmazonSecurityTokenServiceClient(credentials, region);
    var identity = await sts.GetCallerIdentityAsync(new GetCallerIdentityRequest());
    Console.WriteLine($"Working as {identity.Arn}");
    «cursor»
    return 0;
}
catch (Exception fault) when (fault is AmazonServiceException or AmazonClientException or HttpRequestException)
{
    // The inner exception has the error from STS.
    Console.Error.WriteLine($"The role was not assumed: {(fault.InnerException ?? fault).Message}");
    return 1;
}
