using System.Globalization;
using System.Xml.Linq;
using RoleAssist.Sandbox.Accounts;
using RoleAssist.Sandbox.Errors;
using RoleAssist.Sandbox.Query;

namespace RoleAssist.Sandbox.Sts;

/// <summary>https://docs.aws.amazon.com/STS/latest/APIReference/API_GetFederationToken.html</summary>
internal sealed class GetFederationToken(SessionTokens tokens)
{
    private const int DefaultSeconds = 43200;

    public IEnumerable<XElement?> Perform(QueryParameters parameters, Caller caller, DateTimeOffset now)
    {
        if (caller.Session is not null)
        {
            throw new ServiceException(403, "AccessDenied", "Cannot call GetFederationToken with session credentials");
        }

        var reader = new ParameterReader(parameters);
        var name = reader.Required(ParameterRules.FederatedName);
        var seconds = reader.Optional(ParameterRules.SessionDuration) ?? DefaultSeconds;
        var policies = new SessionPolicies(
            reader.Optional(ParameterRules.WebIdentityPolicy),
            reader.List(ParameterRules.PolicyArns, ParameterRules.PolicyArn, ParameterRules.PolicyArn.Name),
            reader.Pairs(ParameterRules.Tags, ParameterRules.TagKey, ParameterRules.TagValue)
        );
        reader.ThrowIfInvalid();
        var packedSize = policies.PackedSize();
        var session = new Session(
            caller.PrincipalArn,
            RoleSessionName: null,
            now.AddSeconds(seconds),
            MfaAuthenticated: false,
            Session.NoTags,
            SourceIdentity: null
        )
        {
            FederatedName = name,
            Policy = policies.Policy,
            HasManagedPolicies = policies.PolicyArns.Count > 0,
            GrantsNothing = policies is { Policy: null, PolicyArns.Count: 0 },
        };
        var federated = Caller.CreateFederated(caller.User!, session);
        return
        [
            StsXml.Credentials(tokens.Issue(session)),
            StsXml.Group(
                "FederatedUser",
                StsXml.Text("FederatedUserId", federated.UserId),
                StsXml.Text("Arn", federated.Arn)
            ),
            packedSize is { } size
                ? StsXml.Text("PackedPolicySize", size.ToString(CultureInfo.InvariantCulture))
                : null,
        ];
    }
}
