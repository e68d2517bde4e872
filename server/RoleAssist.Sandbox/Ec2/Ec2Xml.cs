using System.Xml.Linq;
using RoleAssist.Sandbox.Errors;
using RoleAssist.Sandbox.Query;

namespace RoleAssist.Sandbox.Ec2;

/// <summary>
/// Creates the XML of EC2, which has envelopes of its own
/// (https://smithy.io/2.0/aws/protocols/aws-ec2-query-protocol.html).
/// </summary>
internal sealed class Ec2Xml() : QueryXml("http://ec2.amazonaws.com/doc/2016-11-15/")
{
    public static Ec2Xml Writer { get; } = new();

    public override string Response(string action, string requestId, IEnumerable<XElement?>? members) =>
        Group(action + "Response", [Text("requestId", requestId), .. members ?? []]).ToString();

    public override string Error(ServiceException error, string requestId) =>
        new XElement(
            "Response",
            new XElement(
                "Errors",
                new XElement(
                    "Error",
                    new XElement("Code", error.Code),
                    new XElement("Message", Printable(error.Message))
                )
            ),
            new XElement("RequestID", requestId)
        ).ToString();
}
