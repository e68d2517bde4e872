using System.Management.Automation;
using Amazon;
using Amazon.PowerShell.Common;
using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;

namespace RoleAssist.AwsToolsStandIn;

[Cmdlet(VerbsCommon.Set, "AWSCredential")]
public sealed class SetAwsCredential : PSCmdlet
{
    private const string Stored = "StoredProfile";
    private const string Object = "AWSCredentialsObject";
    private const string Keys = "BasicOrSession";
    private const string Role = "AssumeRole";

    [Parameter(Position = 200, Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = Stored)]
    public string? ProfileName { get; set; }

    [Parameter(Position = 201)]
    public string? ProfileLocation { get; set; }

    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = Object)]
    public AWSCredentials? Credential { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = Keys)]
    [Alias("AK")]
    public string? AccessKey { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = Keys)]
    [Alias("SK", "SecretAccessKey")]
    public string? SecretKey { get; set; }

    [Parameter(ParameterSetName = Keys)]
    [Alias("ST")]
    public string? SessionToken { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = Role)]
    public string? RoleArn { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = Role)]
    public string? SourceProfile { get; set; }

    [Parameter(ParameterSetName = Role)]
    public string? ExternalID { get; set; }

    [Parameter(ParameterSetName = Role)]
    public string? MfaSerial { get; set; }

    [Parameter(ParameterSetName = Role)]
    [Parameter(ParameterSetName = Keys)]
    [Parameter(ParameterSetName = Object)]
    public string? StoreAs { get; set; }

    [Parameter(ParameterSetName = Keys)]
    [Parameter(ParameterSetName = Object)]
    [Parameter(ParameterSetName = Stored)]
    public VariableScope? Scope { get; set; }

    protected override void ProcessRecord()
    {
        if (StoreAs is not null)
        {
            // Without a location the encrypted store of Windows would be used; elsewhere there is none.
            new SharedCredentialsFile(ProfileLocation).RegisterProfile(new CredentialProfile(StoreAs, Options()));
        }
        else
        {
            this.Store(
                Find() ?? throw this.Terminating("Cannot determine credentials from supplied parameters"),
                Scope
            );
        }
    }

    private AWSCredentials? Find() =>
        ParameterSetName switch
        {
            Object => Credential,
            Keys when SessionToken is not null => new SessionAWSCredentials(AccessKey, SecretKey, SessionToken),
            Keys => new BasicAWSCredentials(AccessKey, SecretKey),
            Stored => StoredProfiles.Find(ProfileName!, ProfileLocation),
            _ => null,
        };

    private CredentialProfileOptions Options() =>
        ParameterSetName switch
        {
            Keys => new CredentialProfileOptions
            {
                AccessKey = AccessKey,
                SecretKey = SecretKey,
                Token = SessionToken,
            },
            Role => new CredentialProfileOptions
            {
                RoleArn = RoleArn,
                SourceProfile = SourceProfile,
                ExternalID = ExternalID,
                MfaSerial = MfaSerial,
            },
            _ => throw new InvalidOperationException($"Unrecognized credentials type: {Credential!.GetType().Name}"),
        };
}

/// <summary>Writes nothing for a profile that is not there.</summary>
[Cmdlet(VerbsCommon.Get, "AWSCredential", DefaultParameterSetName = "Shell")]
[OutputType(typeof(AWSCredentials))]
public sealed class GetAwsCredential : PSCmdlet
{
    [Parameter(Position = 1, ParameterSetName = "SingleProfile")]
    public string? ProfileName { get; set; }

    [Parameter]
    public string? ProfileLocation { get; set; }

    protected override void ProcessRecord()
    {
        if (
            (ProfileName is null ? this.StoredCredentials() : StoredProfiles.Find(ProfileName, ProfileLocation)) is
            { } found
        )
        {
            WriteObject(found);
        }
    }
}

/// <summary>Leaves the region alone.</summary>
[Cmdlet(VerbsCommon.Clear, "AWSCredential")]
public sealed class ClearAwsCredential : PSCmdlet
{
    [Parameter]
    public VariableScope? Scope { get; set; }

    protected override void ProcessRecord() => this.Store(null, Scope);
}

[Cmdlet(VerbsCommon.Set, "DefaultAWSRegion")]
public sealed class SetDefaultAwsRegion : PSCmdlet
{
    [Parameter(Position = 210, ValueFromPipeline = true)]
    public object? Region { get; set; }

    [Parameter]
    public VariableScope? Scope { get; set; }

    protected override void ProcessRecord() => this.StoreRegion(Region?.ToString(), Scope);
}

/// <summary>The region that the session has been given; the real one writes an <c>AWSRegion</c>.</summary>
[Cmdlet(VerbsCommon.Get, "DefaultAWSRegion")]
public sealed class GetDefaultAwsRegion : PSCmdlet
{
    protected override void ProcessRecord()
    {
        if (this.StoredRegion() is { } region)
        {
            WriteObject(region);
        }
    }
}

/// <summary>Writes the default profile, and gives its credentials and region to the session too.</summary>
[Cmdlet(VerbsData.Initialize, "AWSDefaultConfiguration")]
public sealed class InitializeAwsDefaultConfiguration : PSCmdlet
{
    [Parameter(Mandatory = true, ParameterSetName = "BasicOrSession")]
    public string? AccessKey { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = "BasicOrSession")]
    public string? SecretKey { get; set; }

    [Parameter(ParameterSetName = "BasicOrSession")]
    public string? SessionToken { get; set; }

    [Parameter(Position = 200, Mandatory = true, ParameterSetName = "StoredProfile")]
    public string? ProfileName { get; set; }

    [Parameter(Position = 210)]
    public object? Region { get; set; }

    [Parameter(Position = 201)]
    public string? ProfileLocation { get; set; }

    [Parameter]
    public VariableScope? Scope { get; set; }

    protected override void ProcessRecord()
    {
        var region = Region?.ToString();
        CredentialProfileOptions options;
        if (ProfileName is null)
        {
            options = new CredentialProfileOptions
            {
                AccessKey = AccessKey,
                SecretKey = SecretKey,
                Token = SessionToken,
            };
        }
        else if (new CredentialProfileStoreChain(ProfileLocation).TryGetProfile(ProfileName, out var profile))
        {
            (options, region) = (profile.Options, region ?? profile.Region?.SystemName);
        }
        else
        {
            throw this.Terminating("Cannot determine credentials from supplied parameters");
        }

        new SharedCredentialsFile(ProfileLocation).RegisterProfile(
            new CredentialProfile("default", options)
            {
                Region = region is null ? null : RegionEndpoint.GetBySystemName(region),
            }
        );
        this.Store(StoredProfiles.Find("default", ProfileLocation), Scope);
        this.StoreRegion(region, Scope);
    }
}

[Cmdlet(VerbsCommon.Remove, "AWSCredentialProfile", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
public sealed class RemoveAwsCredentialProfile : PSCmdlet
{
    [Parameter(Position = 1, Mandatory = true)]
    public string? ProfileName { get; set; }

    [Parameter(Position = 2)]
    public string? ProfileLocation { get; set; }

    [Parameter]
    public SwitchParameter Force { get; set; }

    protected override void ProcessRecord()
    {
        var file = new SharedCredentialsFile(ProfileLocation);
        if (!file.TryGetProfile(ProfileName, out _))
        {
            throw this.Terminating($"The CredentialProfile '{ProfileName}' does not exist.");
        }

        if (Force || ShouldProcess(ProfileName))
        {
            file.UnregisterProfile(ProfileName);
        }
    }
}

internal static class CmdletErrors
{
    /// <summary>Ends the statement with the <see cref="ArgumentException"/> that the real cmdlets report.</summary>
    public static Exception Terminating(this PSCmdlet cmdlet, string message)
    {
        var fault = new ArgumentException(message);
        cmdlet.ThrowTerminatingError(
            new ErrorRecord(fault, nameof(ArgumentException), ErrorCategory.InvalidArgument, cmdlet)
        );
        return fault;
    }
}
