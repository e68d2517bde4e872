using System.Management.Automation;
using Amazon;
using Amazon.PowerShell.Common;
using Amazon.Runtime;
using Amazon.SecurityToken;

namespace RoleAssist.AwsToolsStandIn;

/// <summary>
/// What the service cmdlets of the AWS Tools for PowerShell have in common, as it was observed in the real ones: where
/// they look for credentials and a region, and how they fail. The service is asked through AWS' own SDK: AWSSDK 3 for
/// version 4 of the AWS Tools, AWSSDK 4 for version 5.
/// </summary>
public abstract class ServiceCmdlet : PSCmdlet
{
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public object? Region { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? ProfileName { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? ProfileLocation { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("AK")]
    public string? AccessKey { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("SK", "SecretAccessKey")]
    public string? SecretKey { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("ST")]
    public string? SessionToken { get; set; }

    [Parameter(ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    public AWSCredentials? Credential { get; set; }

    /// <summary>A failure ends the statement, not the script: the caller's preference decides about that.</summary>
    protected override void ProcessRecord()
    {
        try
        {
            using var sts = new AmazonSecurityTokenServiceClient(
                FindCredentials(),
                RegionEndpoint.GetBySystemName(FindRegion())
            );
#pragma warning disable VSTHRD002 // A cmdlet has nothing to await with: its pipeline is this thread.
            WriteObject(CallAsync(sts).GetAwaiter().GetResult());
#pragma warning restore VSTHRD002
        }
        catch (Exception fault)
            when (fault is AmazonServiceException or AmazonClientException or InvalidOperationException)
        {
            ThrowTerminatingError(
                new ErrorRecord(
                    new InvalidOperationException(fault.Message, fault),
                    fault.GetType().FullName,
                    ErrorCategory.InvalidOperation,
                    this
                )
            );
        }
    }

    protected abstract Task<object> CallAsync(IAmazonSecurityTokenService sts);

    /// <summary>
    /// The region of the profile that <see cref="ProfileName"/> names does not count; that of the default profile
    /// does, and before the environment.
    /// </summary>
    private string FindRegion() =>
        Region?.ToString()
        ?? this.StoredRegion()
        ?? StoredProfiles.Defaults.Select(StoredProfiles.RegionOf).FirstOrDefault(region => region is not null)
        ?? Variable("AWS_REGION")
        ?? throw new InvalidOperationException("No region specified or obtained from persisted/shell defaults.");

    private AWSCredentials FindCredentials() =>
        Given()
        ?? (ProfileName is not null ? StoredProfiles.Find(ProfileName, ProfileLocation) ?? throw NoCredentials() : null)
        ?? Credential
        ?? this.StoredCredentials()
        ?? (Variable("AWS_ACCESS_KEY_ID") is null ? null : new EnvironmentVariablesAWSCredentials())
#if !AWSSDK3
        ?? (
            Variable("AWS_PROFILE") is { } named
                ? StoredProfiles.Find(named, ProfileLocation) ?? throw NoCredentials()
                : null
        )
#endif
        ?? StoredProfiles
            .Defaults.Select(name => StoredProfiles.Find(name, ProfileLocation))
            .FirstOrDefault(found => found is not null)
        ?? OfMachine()
        ?? throw NoCredentials();

    private AWSCredentials? Given() =>
        (AccessKey, SecretKey, SessionToken) switch
        {
            ({ } id, { } secret, { } token) => new SessionAWSCredentials(id, secret, token),
            ({ } id, { } secret, null) => new BasicAWSCredentials(id, secret),
            _ => null,
        };

    /// <summary>The container's credentials, then the instance's.</summary>
    private static AWSCredentials? OfMachine()
    {
        if (
            Variable("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI") is not null
            || Variable("AWS_CONTAINER_CREDENTIALS_FULL_URI") is not null
        )
        {
#if AWSSDK3
            return new ECSTaskCredentials();
#else
            return new GenericContainerCredentials();
#endif
        }

        if (string.Equals(Variable("AWS_EC2_METADATA_DISABLED"), "true", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        try
        {
            return new InstanceProfileAWSCredentials();
        }
        catch (Exception fault) when (fault is AmazonClientException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string? Variable(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    private static InvalidOperationException NoCredentials() =>
        new("No credentials specified or obtained from persisted/shell defaults.");
}
