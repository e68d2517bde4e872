using System.Globalization;
using System.Xml.Linq;

namespace RoleAssist.Sandbox.Tests.Support;

/// <summary>A response of STS, parsed as a client would.</summary>
internal sealed record Answer(int Status, string Body)
{
    public XElement Xml { get; } = XElement.Parse(Body);

    public string? this[string name] =>
        Xml.Descendants().FirstOrDefault(element => element.Name.LocalName == name)?.Value;

    public string? Code => this["Code"];

    public string? Message => this["Message"];

    public DateTimeOffset Expiration =>
        DateTimeOffset.Parse(this["Expiration"] ?? "", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    public Keys Keys
    {
        get
        {
            Granted();
            return new Keys(this["AccessKeyId"]!, this["SecretAccessKey"]!, this["SessionToken"]);
        }
    }

    public Answer Granted()
    {
        Assert.True(Status == 200, Body);
        return this;
    }

    public void Refused(int status, string code, string message)
    {
        Assert.Equal((status, code, message), (Status, Code, Message));
        Assert.Equal(status < 500 ? "Sender" : "Receiver", this["Type"]);
        Assert.NotNull(this["RequestId"]);
    }
}
