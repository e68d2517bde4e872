«include packages»
// Works as the role that a token of an OpenID Connect provider opens: in a build, a pod, a GitHub workflow.
using System;
using System.IO;
using System.Net.Http;
using Amazon;
using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;

// These credentials have no region of their own: this is where they look for one before they ask us-east-1.
AWSConfigs.AWSRegion = «region»;
var region = RegionEndpoint.GetBySystemName(AWSConfigs.AWSRegion);

// Whoever runs this keeps the file fresh. It is read again whenever the session is renewed.
const string TokenFile = «tokenFile»;
if (!File.Exists(TokenFile))
{
    Console.Error.WriteLine($"There is no token at {TokenFile}.");
    return 1;
}

try
{
    AWSCredentials credentials = new AssumeRoleWithWebIdentityCredentials(
        TokenFile,
        «roleArn»,
        «sessionName», // what CloudTrail shows
        new AssumeRoleWithWebIdentityCredentialsOptions { DurationSeconds = «duration» });
«each chainedRole»

    // Assumed with the session of the role above, and renewed with it.
    credentials = new AssumeRoleAWSCredentials(credentials, «roleArn», «sessionName», new AssumeRoleAWSCredentialsOptions
    {
        DurationSeconds = «duration», // an hour at most, whatever the role allows
«if externalId»
        ExternalId = «externalId»,
«end»
    });
«end»

    // Give the credentials to every client that is to work as the role.
    using var sts = new AmazonSecurityTokenServiceClient(credentials, region);
    var identity = await sts.GetCallerIdentityAsync(new GetCallerIdentityRequest());
    Console.WriteLine($"Working as {identity.Arn}");
    «cursor»
    return 0;
}
catch (Exception fault) when (fault is AmazonServiceException or AmazonClientException or HttpRequestException)
{
    // What STS said of the token is inside.
    Console.Error.WriteLine($"The role was not assumed: {(fault.InnerException ?? fault).Message}");
    return 1;
}
