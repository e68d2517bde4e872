using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Console;
using RoleAssist.Core.Delivery;
using RoleAssist.Core.Security;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Host.CommandLine;

/// <summary>The output of <c>explain --json</c>: the plan, without secrets.</summary>
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
    DeliveryDocument Delivery,
    string Console
)
{
    public static ExplainDocument From(Explanation explanation, DeliveryChoice delivery)
    {
        var chain = explanation.Chain;
        return new ExplainDocument(
            chain.Profile,
            Shown(chain.Region),
            BaseDocument.From(chain.Base),
            [
                .. chain.Steps.Select(
                    (step, index) =>
                        StepDocument.From(step, index == 0 ? chain.MfaSerial : null, explanation.RoleSessionName)
                ),
            ],
            chain.CodesNeeded,
            chain.LifetimeSeconds,
            [.. explanation.Notes.Select(SecretText.Hide)],
            PlanDocument.From(explanation.Plan),
            new StsDocument(chain.Sts.ToString(), chain.Sts.SigningRegion),
            new DeliveryDocument(delivery.Mode.ToName(), delivery.Reason),
            ConsoleLifetime.Explain(explanation.Plan)
        );
    }

    /// <summary>Hides a secret that stands in the wrong setting.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    internal static string? Shown(string? text) => text is null ? null : SecretText.Hide(text);
}

/// <summary>How the session would be obtained now.</summary>
/// <param name="Route">
/// <c>live</c>, <c>plain</c>, <c>direct</c> (an MFA code for this role only) or <c>primed</c> (an MFA code that is
/// shared with other roles).
/// </param>
/// <param name="RenewableSeconds">
/// For how long the session can be renewed without another MFA code, if it needs one.
/// </param>
internal sealed record PlanDocument(
    string Route,
    int? LifetimeSeconds,
    int? RenewableSeconds,
    string? Cap,
    string? Advice
)
{
    public static PlanDocument From(PlannedSession plan) =>
        new(
            JsonNamingPolicy.CamelCase.ConvertName(plan.Route.ToString()),
            plan.LifetimeSeconds,
            plan.RenewableSeconds,
            plan.Cap,
            plan.Advice
        );
}

/// <summary>How the session's credentials are delivered to programs, and why.</summary>
internal sealed record DeliveryDocument(string Mode, string Reason);

/// <summary>The STS endpoint that the plan calls.</summary>
internal sealed record StsDocument(string Url, string SigningRegion);

/// <summary>
/// The credential source at the start of a plan. Its kind determines the fields beside kind and profile.
/// </summary>
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

    public static BaseDocument From(CredentialSource source)
    {
        var document = new BaseDocument(JsonNamingPolicy.CamelCase.ConvertName(source.Kind.ToString()), source.Profile);
        return source switch
        {
            KeySource keys => document with { AccessKeyId = ExplainDocument.Shown(keys.Credentials.AccessKeyId) },
            WebIdentitySource web => document with
            {
                RoleArn = ExplainDocument.Shown(web.RoleArn),
                WebIdentityTokenFile = web.TokenFile,
                RoleSessionName = ExplainDocument.Shown(web.RoleSessionName),
                DurationSeconds = web.DurationSeconds,
            },
            SsoSource sso => document with
            {
                SsoSession = sso.Session,
                SsoStartUrl = ExplainDocument.Shown(sso.StartUrl),
                SsoRegion = ExplainDocument.Shown(sso.Region),
                SsoAccountId = ExplainDocument.Shown(sso.AccountId),
                SsoRoleName = ExplainDocument.Shown(sso.RoleName),
            },
            ContainerSource container => document with { Url = container.Url.AbsoluteUri },
            InstanceMetadataSource metadata => document with { Url = metadata.Url.AbsoluteUri },
            LoginSource login => document with { LoginSession = ExplainDocument.Shown(login.LoginSession) },
            _ => document, // the command line of a credential_process may contain a secret
        };
    }
}

/// <summary>One call to STS.</summary>
/// <param name="Kind"><c>assumeRole</c> or <c>getSessionToken</c>.</param>
/// <param name="MfaSerial">The MFA device whose code the call needs.</param>
/// <param name="DurationSeconds">The requested duration; null for the default of STS.</param>
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
    IReadOnlyList<string> TransitiveTagKeys
)
{
    public static StepDocument From(ChainStep step, string? mfaSerial, string roleSessionName) =>
        step is AssumeRoleStep role
            ? new StepDocument(
                "assumeRole",
                role.Profile,
                ExplainDocument.Shown(role.RoleArn),
                ExplainDocument.Shown(role.RoleSessionName ?? roleSessionName),
                ExplainDocument.Shown(role.ExternalId),
                ExplainDocument.Shown(mfaSerial),
                role.DurationSeconds,
                ExplainDocument.Shown(role.SourceIdentity),
                role.Policy,
                role.PolicyArns,
                role.Tags,
                role.TransitiveTagKeys
            )
            : new StepDocument(
                "getSessionToken",
                null,
                null,
                null,
                null,
                ExplainDocument.Shown(mfaSerial),
                step.DurationSeconds,
                null,
                null,
                [],
                new Dictionary<string, string>(),
                []
            );
}
