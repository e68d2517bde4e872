using System.Xml;
using System.Xml.Linq;
using RoleAssist.Sandbox.Errors;

namespace RoleAssist.Sandbox.Query;

/// <summary>Creates XML of the query protocol in a service's namespace.</summary>
internal class QueryXml(XNamespace space)
{
    /// <param name="action">The action.</param>
    /// <param name="requestId">The ID of the request.</param>
    /// <param name="members">The members of the result; null for an action that has no result.</param>
    public virtual string Response(string action, string requestId, IEnumerable<XElement?>? members) =>
        new XElement(
            space + (action + "Response"),
            members is null ? null : new XElement(space + (action + "Result"), members),
            new XElement(space + "ResponseMetadata", Text("RequestId", requestId))
        ).ToString();

    public virtual string Error(ServiceException error, string requestId) =>
        new XElement(
            space + "ErrorResponse",
            new XElement(
                space + "Error",
                Text("Type", error.Type),
                Text("Code", error.Code),
                Text("Message", error.Message)
            ),
            Text("RequestId", requestId)
        ).ToString();

    public XElement Text(string name, string value) => new(space + name, Printable(value));

    public XElement Group(string name, params IEnumerable<XElement?> members) => new(space + name, members);

    /// <summary>Replaces characters that XML does not allow: a message may quote what a client sent.</summary>
    protected static string Printable(string text) =>
        string.Concat(
            text.EnumerateRunes()
                .Select(rune => rune.IsBmp && !XmlConvert.IsXmlChar((char)rune.Value) ? "\uFFFD" : rune.ToString())
        );
}
