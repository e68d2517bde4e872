using RoleAssist.Sandbox.Query;

namespace RoleAssist.Sandbox.Sts;

/// <summary>The validated parameters of AssumeRole.</summary>
internal sealed record AssumeRoleRequest(
    string RoleArn,
    string RoleSessionName,
    string? ExternalId,
    int? DurationSeconds,
    MfaCheck Mfa,
    SessionPolicies Policies,
    IReadOnlyList<string> TransitiveTagKeys,
    string? SourceIdentity
)
{
    public static AssumeRoleRequest Read(QueryParameters parameters)
    {
        var reader = new ParameterReader(parameters);
        var request = new AssumeRoleRequest(
            reader.Required(ParameterRules.RoleArn),
            reader.Required(ParameterRules.RoleSessionName),
            reader.Optional(ParameterRules.ExternalId),
            reader.Optional(ParameterRules.RoleDuration),
            new MfaCheck(reader.Optional(ParameterRules.SerialNumber), reader.Optional(ParameterRules.TokenCode)),
            new SessionPolicies(
                reader.Optional(ParameterRules.Policy),
                reader.List(ParameterRules.PolicyArns, ParameterRules.PolicyArn, ParameterRules.PolicyArn.Name),
                reader.Pairs(ParameterRules.Tags, ParameterRules.TagKey, ParameterRules.TagValue)
            ),
            reader.List(ParameterRules.TransitiveTagKeys, ParameterRules.TagKey),
            reader.Optional(ParameterRules.SourceIdentity)
        );
        reader.ThrowIfInvalid();
        RoleArns.Check(request.RoleArn);
        return request;
    }
}
