using System.Xml.Linq;
using RoleAssist.Sandbox.Accounts;
using RoleAssist.Sandbox.Http;
using RoleAssist.Sandbox.Query;

namespace RoleAssist.Sandbox.Sts;

/// <summary>
/// Responses of STS emulators and proxies, and responses that the model of STS allows but that STS never sends.
/// </summary>
internal static class UnusualResponses
{
    /// <summary>Creates an error without the <c>ErrorResponse</c> envelope, a namespace and a message.</summary>
    public static ServiceAnswer BareError() =>
        QueryAnswer.Create(
            403,
            requestId =>
                new XElement(
                    "Error",
                    new XElement("Code", "AccessDenied"),
                    new XElement("Message", ""),
                    new XElement("RequestId", requestId)
                ).ToString()
        );

    public static ServiceAnswer WithNanoseconds(ServiceAnswer answer) =>
        Edit(
            answer,
            xml =>
            {
                foreach (var expiration in Named(xml, "Expiration"))
                {
                    expiration.Value = expiration.Value.Replace("Z", ".123456789Z", StringComparison.Ordinal);
                }
            }
        );

    /// <summary>
    /// Uses a longer access key ID, which is as valid as the usual one. An ID may have up to 128 characters.
    /// </summary>
    public static ServiceAnswer WithLongKey(ServiceAnswer answer, SessionTokens tokens) =>
        Edit(
            answer,
            xml =>
            {
                foreach (var (keyId, token) in Named(xml, "AccessKeyId").Zip(Named(xml, "SessionToken")))
                {
                    keyId.Value = tokens.LongAccessKeyIdOf(token.Value);
                }
            }
        );

    /// <summary>Changes the expiration of a session, including the one in its token.</summary>
    public static ServiceAnswer EndingAt(DateTimeOffset end, ServiceAnswer answer, SessionTokens tokens) =>
        Edit(
            answer,
            xml =>
            {
                foreach (var (keyId, secret, token, expiration) in CredentialsIn(xml))
                {
                    if (tokens.TryOpen(token.Value, keyId.Value, out var session, out _))
                    {
                        var other = tokens.Issue(session with { Expiration = end });
                        (keyId.Value, secret.Value, token.Value, expiration.Value) = (
                            other.AccessKeyId,
                            other.SecretAccessKey,
                            other.SessionToken,
                            other.ExpirationText
                        );
                    }
                }
            }
        );

    private static IEnumerable<(XElement KeyId, XElement Secret, XElement Token, XElement Expiration)> CredentialsIn(
        XElement xml
    ) =>
        Named(xml, "AccessKeyId")
            .Zip(Named(xml, "SecretAccessKey"), Named(xml, "SessionToken"))
            .Zip(Named(xml, "Expiration"), (keys, expiration) => (keys.First, keys.Second, keys.Third, expiration));

    private static ServiceAnswer Edit(ServiceAnswer answer, Action<XElement> edit)
    {
        var xml = XElement.Parse(answer.Body);
        edit(xml);
        return answer with { Body = xml.ToString() };
    }

    private static IEnumerable<XElement> Named(XElement xml, string name) =>
        xml.Descendants().Where(element => element.Name.LocalName == name);
}
