using System.Management.Automation;
using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;

namespace RoleAssist.AwsToolsStandIn;

[Cmdlet(VerbsCommon.Set, "AWSCredential")]
public sealed class SetAwsCredential : PSCmdlet
{
    private const string Stored = "StoredProfile";
    private const string Given = "AWSCredentialsObject";

    [Parameter(Position = 0, Mandatory = true, ParameterSetName = Stored)]
    public string? ProfileName { get; set; }

    [Parameter(Position = 1)]
    public string? ProfileLocation { get; set; }

    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = Given)]
    public AWSCredentials? Credential { get; set; }

    /// <summary>The variable belongs to the scope that calls.</summary>
    protected override void ProcessRecord() => SessionState.PSVariable.Set(
        SessionVariables.Credentials,
        Credential
            ?? Profiles.Find(ProfileName!, ProfileLocation)
            ?? throw new InvalidOperationException("No credentials specified or obtained from persisted/shell defaults."));
}

/// <summary>Writes nothing for a profile that is not there.</summary>
[Cmdlet(VerbsCommon.Get, "AWSCredential")]
[OutputType(typeof(AWSCredentials))]
public sealed class GetAwsCredential : PSCmdlet
{
    [Parameter(Position = 0)]
    public string? ProfileName { get; set; }

    [Parameter]
    public string? ProfileLocation { get; set; }

    protected override void ProcessRecord()
    {
        if (Profiles.Find(ProfileName!, ProfileLocation) is { } found)
        {
            WriteObject(found);
        }
    }
}

[Cmdlet(VerbsCommon.Set, "DefaultAWSRegion")]
public sealed class SetDefaultAwsRegion : PSCmdlet
{
    [Parameter(Position = 0, ValueFromPipeline = true)]
    public object? Region { get; set; }

    protected override void ProcessRecord() => SessionState.PSVariable.Set(SessionVariables.Region, Region?.ToString());
}

[Cmdlet(VerbsData.Initialize, "AWSDefaultConfiguration")]
public sealed class InitializeAwsDefaultConfiguration : PSCmdlet
{
    [Parameter(Mandatory = true)]
    public string? AccessKey { get; set; }

    [Parameter(Mandatory = true)]
    public string? SecretKey { get; set; }

    [Parameter]
    public string? SessionToken { get; set; }

    [Parameter(Position = 2)]
    public object? Region { get; set; }

    [Parameter(Position = 1)]
    public string? ProfileLocation { get; set; }

    protected override void ProcessRecord()
    {
        var options = new CredentialProfileOptions { AccessKey = AccessKey, SecretKey = SecretKey, Token = SessionToken };
        new SharedCredentialsFile(ProfileLocation).RegisterProfile(new CredentialProfile("default", options)
        {
            Region = RegionEndpoint.GetBySystemName(Region?.ToString()),
        });
        SessionState.PSVariable.Set(SessionVariables.Region, Region?.ToString());
    }
}

[Cmdlet(VerbsCommon.Remove, "AWSCredentialProfile", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
public sealed class RemoveAwsCredentialProfile : PSCmdlet
{
    [Parameter(Position = 0, Mandatory = true)]
    public string? ProfileName { get; set; }

    [Parameter(Position = 1)]
    public string? ProfileLocation { get; set; }

    [Parameter]
    public SwitchParameter Force { get; set; }

    protected override void ProcessRecord()
    {
        if (Force || ShouldProcess(ProfileName))
        {
            new SharedCredentialsFile(ProfileLocation).UnregisterProfile(ProfileName);
        }
    }
}
