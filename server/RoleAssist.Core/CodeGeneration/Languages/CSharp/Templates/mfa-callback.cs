«include packages»
// Assumes the role of profile «comment profile» and asks for an MFA code whenever the SDK needs one.
using System;
using System.Net.Http;
using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Credentials;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;

// These credentials have no region setting: they use this one, or else us-east-1.
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

        // Called on first use and again when the session expires.
        MfaTokenCodeCallback = () => ReadMfaCode(«mfaSerial»),
    });
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

«include read-mfa-code»
