using System.Globalization;
using System.Xml.Linq;
using RoleAssist.Sandbox.Accounts;
using RoleAssist.Sandbox.Errors;
using RoleAssist.Sandbox.Oidc;
using RoleAssist.Sandbox.Policies;
using RoleAssist.Sandbox.Query;

namespace RoleAssist.Sandbox.Sts;

/// <summary>
/// https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html: the request is unsigned; the
/// token is the only proof of identity.
/// </summary>
internal sealed class AssumeRoleWithWebIdentity(AccountDirectory directory, SessionTokens tokens)
{
    private const int DefaultSeconds = 3600;

    public IEnumerable<XElement?> Perform(QueryParameters parameters, DateTimeOffset now)
    {
        var request = WebIdentityRequest.Read(parameters);
        var packedSize = request.Policies.PackedSize();
        var account = request.RoleArn.Split(':')[4];
        var identity = WebIdentity.Verify(request.WebIdentityToken, directory.ProvidersOf(account), now);
        var role =
            directory.RoleByArn(request.RoleArn) is { } asked && asked.Trust.Allows(Asked(request, identity))
                ? asked
                : throw new ServiceException(
                    403,
                    "AccessDenied",
                    "Not authorized to perform sts:AssumeRoleWithWebIdentity"
                );
        var seconds = SessionDuration.RequireWithinRoleLimit(request.DurationSeconds ?? DefaultSeconds, role);
        var session = Session.Create(role, request.RoleSessionName, now.AddSeconds(seconds)) with
        {
            Policy = request.Policies.Policy,
            HasManagedPolicies = request.Policies.PolicyArns.Count > 0,
        };
        var assumed = Caller.Create(role, session);
        return
        [
            StsXml.Text("SubjectFromWebIdentityToken", identity.Subject),
            StsXml.Text("Audience", identity.Audience),
            StsXml.Group(
                "AssumedRoleUser",
                StsXml.Text("AssumedRoleId", assumed.UserId),
                StsXml.Text("Arn", assumed.Arn)
            ),
            StsXml.Credentials(tokens.Issue(session)),
            StsXml.Text("Provider", identity.Issuer),
            packedSize is { } size
                ? StsXml.Text("PackedPolicySize", size.ToString(CultureInfo.InvariantCulture))
                : null,
        ];
    }

    private static PolicyRequest Asked(WebIdentityRequest request, WebIdentity identity) =>
        new(
            TrustActions.AssumeRoleWithWebIdentity,
            [new Principal(Principal.Federated, identity.ProviderArn)],
            new Dictionary<string, IReadOnlyList<string>>(identity.Keys, StringComparer.OrdinalIgnoreCase)
            {
                [TrustKeys.RoleSessionName] = [request.RoleSessionName],
            }
        );
}
