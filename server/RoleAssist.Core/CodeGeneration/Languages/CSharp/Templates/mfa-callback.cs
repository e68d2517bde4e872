«include packages»
// Works as the role of profile «comment profile» and asks for an MFA code whenever the SDK needs one.
using System;
using System.Net.Http;
using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Credentials;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;

// These credentials have no region of their own: this is where they look for one before they ask us-east-1.
AWSConfigs.AWSRegion = «region»;
var region = RegionEndpoint.GetBySystemName(AWSConfigs.AWSRegion);

try
{
«include source-credentials»
    AWSCredentials credentials = new AssumeRoleAWSCredentials(source, «roleArn», «sessionName», new AssumeRoleAWSCredentialsOptions
    {
        DurationSeconds = «duration»,
«if externalId»
        ExternalId = «externalId»,
«end»
        MfaSerialNumber = «mfaSerial»,

        // Called on first use, and again when the session comes to its end.
        MfaTokenCodeCallback = () => ReadMfaCode(«mfaSerial»),
    });
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
    // What STS said of the role is inside.
    Console.Error.WriteLine($"The role was not assumed: {(fault.InnerException ?? fault).Message}");
    return 1;
}

«include read-mfa-code»
