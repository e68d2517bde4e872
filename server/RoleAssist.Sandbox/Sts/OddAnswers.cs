using System.Xml.Linq;
using RoleAssist.Sandbox.Http;
using RoleAssist.Sandbox.Iam;

namespace RoleAssist.Sandbox.Sts;

/// <summary>What look-alikes of STS and proxies before it answer, and what its model allows though it never does it.</summary>
internal static class OddAnswers
{
    /// <summary>A refusal without the envelope <c>ErrorResponse</c>, without a namespace and without a word.</summary>
    public static ServiceAnswer BareError() => StsAnswer.Create(403, requestId => new XElement(
        "Error",
        new XElement("Code", "AccessDenied"),
        new XElement("Message", ""),
        new XElement("RequestId", requestId)).ToString());

    public static ServiceAnswer WithNanoseconds(ServiceAnswer answer) => Edit(answer, xml =>
    {
        foreach (var expiration in Named(xml, "Expiration"))
        {
            expiration.Value = expiration.Value.Replace("Z", ".123456789Z", StringComparison.Ordinal);
        }
    });

    /// <summary>A key id may have up to 128 characters. The longer one is as good as the usual one.</summary>
    public static ServiceAnswer WithLongKey(ServiceAnswer answer, SessionTokens tokens) => Edit(answer, xml =>
    {
        foreach (var (keyId, token) in Named(xml, "AccessKeyId").Zip(Named(xml, "SessionToken")))
        {
            keyId.Value = tokens.LongAccessKeyIdOf(token.Value);
        }
    });

    private static ServiceAnswer Edit(ServiceAnswer answer, Action<XElement> edit)
    {
        var xml = XElement.Parse(answer.Body);
        edit(xml);
        return answer with { Body = xml.ToString() };
    }

    private static IEnumerable<XElement> Named(XElement xml, string name) =>
        xml.Descendants().Where(element => element.Name.LocalName == name);
}
