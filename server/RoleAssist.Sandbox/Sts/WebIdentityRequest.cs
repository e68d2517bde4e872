using RoleAssist.Sandbox.Errors;
using RoleAssist.Sandbox.Query;

namespace RoleAssist.Sandbox.Sts;

/// <summary>The validated parameters of AssumeRoleWithWebIdentity.</summary>
internal sealed record WebIdentityRequest(
    string RoleArn,
    string RoleSessionName,
    string WebIdentityToken,
    int? DurationSeconds,
    SessionPolicies Policies
)
{
    public static WebIdentityRequest Read(QueryParameters parameters)
    {
        var reader = new ParameterReader(parameters);
        var request = new WebIdentityRequest(
            reader.Required(ParameterRules.RoleArn),
            reader.Required(ParameterRules.RoleSessionName),
            reader.Required(ParameterRules.WebIdentityToken),
            reader.Optional(ParameterRules.RoleDuration),
            new SessionPolicies(
                reader.Optional(ParameterRules.WebIdentityPolicy),
                reader.List(ParameterRules.PolicyArns, ParameterRules.PolicyArn, ParameterRules.PolicyArn.Name),
                Tags: []
            )
        );
        var provider = reader.Optional(ParameterRules.ProviderId);
        reader.ThrowIfInvalid();
        RoleArns.Check(request.RoleArn);

        // ProviderId identifies one of the few OAuth 2.0 providers that STS has built in; the sandbox has none.
        return provider is null
            ? request
            : throw new ServiceException(
                400,
                "InvalidIdentityToken",
                $"No OpenIDConnect provider found in your account for {provider}"
            );
    }
}
