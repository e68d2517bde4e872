using System.Xml;
using System.Xml.Linq;
using RoleAssist.Sandbox.Accounts;
using RoleAssist.Sandbox.Errors;

namespace RoleAssist.Sandbox.Sts;

/// <summary>Creates XML of the query protocol.</summary>
internal static class StsXml
{
    private static readonly XNamespace Namespace = "https://sts.amazonaws.com/doc/2011-06-15/";

    public static string Result(string action, string requestId, IEnumerable<XElement?> members) =>
        new XElement(
            Namespace + (action + "Response"),
            new XElement(Namespace + (action + "Result"), members),
            new XElement(Namespace + "ResponseMetadata", Text("RequestId", requestId))
        ).ToString();

    public static string Error(ServiceException error, string requestId) =>
        new XElement(
            Namespace + "ErrorResponse",
            new XElement(
                Namespace + "Error",
                Text("Type", error.Type),
                Text("Code", error.Code),
                Text("Message", error.Message)
            ),
            Text("RequestId", requestId)
        ).ToString();

    public static XElement Text(string name, string value) => new(Namespace + name, Printable(value));

    public static XElement Group(string name, params ReadOnlySpan<XElement> members) =>
        new(Namespace + name, members.ToArray());

    public static XElement Credentials(SessionCredentials credentials) =>
        Group(
            "Credentials",
            Text("AccessKeyId", credentials.AccessKeyId),
            Text("SecretAccessKey", credentials.SecretAccessKey),
            Text("SessionToken", credentials.SessionToken),
            Text("Expiration", credentials.ExpirationText)
        );

    /// <summary>Replaces characters that XML does not allow: a message may quote what a client sent.</summary>
    private static string Printable(string text) =>
        string.Concat(
            text.EnumerateRunes()
                .Select(rune => rune.IsBmp && !XmlConvert.IsXmlChar((char)rune.Value) ? "\uFFFD" : rune.ToString())
        );
}
