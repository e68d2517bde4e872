using System.Xml.Linq;
using RoleAssist.Sandbox.Accounts;
using RoleAssist.Sandbox.Query;

namespace RoleAssist.Sandbox.Sts;

/// <summary>Creates the XML of STS.</summary>
internal static class StsXml
{
    public static QueryXml Writer { get; } = new("https://sts.amazonaws.com/doc/2011-06-15/");

    public static XElement Text(string name, string value) => Writer.Text(name, value);

    public static XElement Group(string name, params IEnumerable<XElement?> members) => Writer.Group(name, members);

    public static XElement Credentials(SessionCredentials credentials) =>
        Group(
            "Credentials",
            Text("AccessKeyId", credentials.AccessKeyId),
            Text("SecretAccessKey", credentials.SecretAccessKey),
            Text("SessionToken", credentials.SessionToken),
            Text("Expiration", credentials.ExpirationText)
        );
}
