using System.Xml.Linq;
using RoleAssist.Sandbox.Accounts;
using RoleAssist.Sandbox.Errors;
using RoleAssist.Sandbox.Query;

namespace RoleAssist.Sandbox.Sts;

/// <summary>https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html</summary>
internal sealed class GetSessionToken(SessionTokens tokens)
{
    private const int DefaultSeconds = 43200;

    public IEnumerable<XElement?> Perform(QueryParameters parameters, Caller caller, DateTimeOffset now)
    {
        if (caller.Session is not null)
        {
            throw new ServiceException(403, "AccessDenied", "Cannot call GetSessionToken with session credentials");
        }

        var reader = new ParameterReader(parameters);
        var seconds = reader.Optional(ParameterRules.SessionDuration) ?? DefaultSeconds;
        var mfa = new MfaCheck(reader.Optional(ParameterRules.SerialNumber), reader.Optional(ParameterRules.TokenCode));
        reader.ThrowIfInvalid();
        var session = new Session(
            caller.PrincipalArn,
            RoleSessionName: null,
            now.AddSeconds(seconds),
            mfa.Prove(caller),
            Session.NoTags,
            SourceIdentity: null
        );
        return [StsXml.Credentials(tokens.Issue(session))];
    }
}
