using System.Management.Automation;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;

namespace RoleAssist.AwsToolsStandIn;

[Cmdlet(VerbsOther.Use, "STSRole", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(AssumeRoleResponse))]
public sealed class UseStsRole : ServiceCmdlet
{
    [Parameter(Position = 0, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    public string? RoleArn { get; set; }

    [Parameter(Position = 1, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    public string? RoleSessionName { get; set; }

    [Parameter(Position = 3, ValueFromPipelineByPropertyName = true)]
    [Alias("DurationSeconds")]
    public int? DurationInSeconds { get; set; }

    [Parameter(Position = 4, ValueFromPipelineByPropertyName = true)]
    public string? ExternalId { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? SerialNumber { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? TokenCode { get; set; }

    protected override async Task<object> CallAsync(IAmazonSecurityTokenService sts)
    {
        var request = new AssumeRoleRequest
        {
            RoleArn = RoleArn,
            RoleSessionName = RoleSessionName,
            ExternalId = ExternalId,
            SerialNumber = SerialNumber,
            TokenCode = TokenCode,
        };
        if (DurationInSeconds is { } seconds)
        {
            request.DurationSeconds = seconds;
        }

        return await sts.AssumeRoleAsync(request);
    }
}

/// <summary>Its output is the credentials themselves, not a response that has them.</summary>
[Cmdlet(VerbsCommon.Get, "STSSessionToken")]
[OutputType(typeof(Credentials))]
public sealed class GetStsSessionToken : ServiceCmdlet
{
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("DurationSeconds")]
    public int? DurationInSeconds { get; set; }

    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    public string? SerialNumber { get; set; }

    [Parameter(Position = 2, ValueFromPipelineByPropertyName = true)]
    public string? TokenCode { get; set; }

    protected override async Task<object> CallAsync(IAmazonSecurityTokenService sts)
    {
        var request = new GetSessionTokenRequest { SerialNumber = SerialNumber, TokenCode = TokenCode };
        if (DurationInSeconds is { } seconds)
        {
            request.DurationSeconds = seconds;
        }

        return (await sts.GetSessionTokenAsync(request)).Credentials;
    }
}

[Cmdlet(VerbsCommon.Get, "STSCallerIdentity")]
[OutputType(typeof(GetCallerIdentityResponse))]
public sealed class GetStsCallerIdentity : ServiceCmdlet
{
    protected override async Task<object> CallAsync(IAmazonSecurityTokenService sts) =>
        await sts.GetCallerIdentityAsync(new GetCallerIdentityRequest());
}
