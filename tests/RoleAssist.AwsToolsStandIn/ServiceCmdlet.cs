using System.Management.Automation;
using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;
using Amazon.SecurityToken;

namespace RoleAssist.AwsToolsStandIn;

/// <summary>
/// What the service cmdlets of the AWS Tools for PowerShell have in common, as it was observed in the real ones: where
/// they look for credentials and a region, and how they fail. The service is asked through AWS' own SDK.
/// </summary>
public abstract class ServiceCmdlet : PSCmdlet
{
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public object? Region { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? ProfileName { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? ProfileLocation { get; set; }

    [Parameter(ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    public AWSCredentials? Credential { get; set; }

    /// <summary>A failure ends the statement, not the script: it is up to the caller's preference to end that.</summary>
    protected override void ProcessRecord()
    {
        try
        {
            using var sts = new AmazonSecurityTokenServiceClient(FindCredentials(), RegionEndpoint.GetBySystemName(FindRegion()));
#pragma warning disable VSTHRD002 // A cmdlet has nothing to await with: its pipeline is this thread.
            WriteObject(CallAsync(sts).GetAwaiter().GetResult());
#pragma warning restore VSTHRD002
        }
        catch (Exception fault) when (fault is AmazonServiceException or AmazonClientException or InvalidOperationException)
        {
            ThrowTerminatingError(new ErrorRecord(
                new InvalidOperationException(fault.Message, fault), fault.GetType().FullName, ErrorCategory.InvalidOperation, this));
        }
    }

    protected abstract Task<object> CallAsync(IAmazonSecurityTokenService sts);

    /// <summary>AWS Tools 4 give the end of credentials in local time, 5 in UTC.</summary>
    protected static Amazon.SecurityToken.Model.Credentials AsOfVersion(Amazon.SecurityToken.Model.Credentials credentials)
    {
        if (Environment.GetEnvironmentVariable("STANDIN_TOOLS_VERSION") == "4")
        {
            credentials.Expiration = credentials.Expiration?.ToLocalTime();
        }

        return credentials;
    }

    private string FindRegion() =>
        Region?.ToString()
        ?? GetVariableValue(SessionVariables.Region) as string
        ?? (Environment.GetEnvironmentVariable("AWS_REGION") is { Length: > 0 } region ? region : null)
        ?? throw new InvalidOperationException("No region specified or obtained from persisted/shell defaults.");

    private AWSCredentials FindCredentials()
    {
        if (Credential is not null)
        {
            return Credential;
        }

        if (ProfileName is not null)
        {
            return Profiles.Find(ProfileName, ProfileLocation) ?? throw NoCredentials();
        }

        if (GetVariableValue(SessionVariables.Credentials) is { } stored)
        {
            return (AWSCredentials)(stored is PSObject wrapped ? wrapped.BaseObject : stored);
        }

        return Environment.GetEnvironmentVariable("AWS_ACCESS_KEY_ID") is { Length: > 0 }
            ? new EnvironmentVariablesAWSCredentials()
            : Profiles.Find("default", location: null) ?? throw NoCredentials();
    }

    private static InvalidOperationException NoCredentials() => new("No credentials specified or obtained from persisted/shell defaults.");
}

/// <summary>The variables in which the AWS Tools keep what a session works with, in the scope of whoever set them.</summary>
internal static class SessionVariables
{
    public const string Credentials = "StoredAWSCredentials";
    public const string Region = "StoredAWSRegion";
}

internal static class Profiles
{
    public static AWSCredentials? Find(string name, string? location) =>
        new CredentialProfileStoreChain(location).TryGetAWSCredentials(name, out var credentials) ? credentials : null;
}
