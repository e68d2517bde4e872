using System.Text.Json;
using System.Text.Json.Serialization;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Delivery;
using RoleAssist.Core.Sessions;
using RoleAssist.Host.CommandLine.Verbs;

namespace RoleAssist.Host.CommandLine;

/// <summary>What <c>explain --json</c> prints: the plan, without a secret.</summary>
internal sealed record ExplainDocument(
    string Profile,
    string? Region,
    BaseDocument Base,
    IReadOnlyList<StepDocument> Steps,
    int CodesNeeded,
    int? LifetimeSeconds,
    IReadOnlyList<string> Notes,
    PlanDocument Plan,
    StsDocument Sts,
    DeliveryDocument Delivery)
{
    public static ExplainDocument Of(Explanation explanation, DeliveryChoice delivery)
    {
        var chain = explanation.Chain;
        return new ExplainDocument(
            chain.Profile,
            chain.Region,
            BaseDocument.Of(chain.Base),
            [.. chain.Steps.Select((step, index) => StepDocument.Of(step, index == 0 ? chain.MfaSerial : null, explanation.RoleSessionName))],
            chain.CodesNeeded,
            chain.LifetimeSeconds,
            explanation.Notes,
            PlanDocument.Of(explanation.Plan),
            new StsDocument(chain.Sts.ToString(), chain.Sts.SigningRegion),
            new DeliveryDocument(CommonOptions.NameOf(delivery.Mode), delivery.Reason));
    }
}

/// <summary>What is done for it now.</summary>
/// <param name="Route"><c>live</c>, <c>plain</c>, <c>direct</c> (a code of its own) or <c>primed</c> (a code that serves others too).</param>
/// <param name="RenewableSeconds">For how long it is renewed without another code, where it needs one.</param>
internal sealed record PlanDocument(string Route, int? LifetimeSeconds, int? RenewableSeconds, string? Cap, string? Advice)
{
    public static PlanDocument Of(PlannedSession plan) => new(
        JsonNamingPolicy.CamelCase.ConvertName(plan.Route.ToString()), plan.LifetimeSeconds, plan.RenewableSeconds, plan.Cap, plan.Advice);
}

/// <summary>How the session's credentials reach programs, and why in this way.</summary>
internal sealed record DeliveryDocument(string Mode, string Reason);

/// <summary>Where the plan's calls go.</summary>
internal sealed record StsDocument(string Url, string SigningRegion);

/// <summary>The source that a plan begins with; beside kind and profile it has what that kind is described by.</summary>
internal sealed record BaseDocument(string Kind, string? Profile)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? AccessKeyId { get; private init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? RoleArn { get; private init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? WebIdentityTokenFile { get; private init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? RoleSessionName { get; private init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? DurationSeconds { get; private init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? SsoSession { get; private init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? SsoStartUrl { get; private init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? SsoRegion { get; private init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? SsoAccountId { get; private init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? SsoRoleName { get; private init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Url { get; private init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? LoginSession { get; private init; }

    public static BaseDocument Of(CredentialSource source)
    {
        var document = new BaseDocument(JsonNamingPolicy.CamelCase.ConvertName(source.Kind.ToString()), source.Profile);
        return source switch
        {
            KeySource keys => document with { AccessKeyId = keys.Credentials.AccessKeyId },
            WebIdentitySource web => document with
            {
                RoleArn = web.RoleArn,
                WebIdentityTokenFile = web.TokenFile,
                RoleSessionName = web.RoleSessionName,
                DurationSeconds = web.DurationSeconds,
            },
            SsoSource sso => document with
            {
                SsoSession = sso.Session,
                SsoStartUrl = sso.StartUrl,
                SsoRegion = sso.Region,
                SsoAccountId = sso.AccountId,
                SsoRoleName = sso.RoleName,
            },
            ContainerSource container => document with { Url = container.Url.AbsoluteUri },
            InstanceMetadataSource metadata => document with { Url = metadata.Url.AbsoluteUri },
            LoginSource login => document with { LoginSession = login.LoginSession },
            _ => document, // a process' command line may hold a secret
        };
    }
}

/// <summary>One call to STS.</summary>
/// <param name="Kind"><c>assumeRole</c> or <c>getSessionToken</c>.</param>
/// <param name="MfaSerial">The device whose code the call needs.</param>
/// <param name="DurationSeconds">What is asked for; null leaves it to STS.</param>
internal sealed record StepDocument(
    string Kind,
    string? Profile,
    string? RoleArn,
    string? RoleSessionName,
    string? ExternalId,
    string? MfaSerial,
    int? DurationSeconds,
    string? SourceIdentity,
    string? Policy,
    IReadOnlyList<string> PolicyArns,
    IReadOnlyDictionary<string, string> Tags,
    IReadOnlyList<string> TransitiveTagKeys)
{
    public static StepDocument Of(ChainStep step, string? mfaSerial, string roleSessionName) => step is AssumeRoleStep role
        ? new StepDocument(
            "assumeRole",
            role.Profile,
            role.RoleArn,
            role.RoleSessionName ?? roleSessionName,
            role.ExternalId,
            mfaSerial,
            role.DurationSeconds,
            role.SourceIdentity,
            role.Policy,
            role.PolicyArns,
            role.Tags,
            role.TransitiveTagKeys)
        : new StepDocument(
            "getSessionToken", null, null, null, null, mfaSerial, step.DurationSeconds, null, null, [], new Dictionary<string, string>(), []);
}
