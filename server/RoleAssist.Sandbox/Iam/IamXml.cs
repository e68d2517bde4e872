using System.Xml.Linq;
using RoleAssist.Sandbox.Accounts;
using RoleAssist.Sandbox.Formats;
using RoleAssist.Sandbox.Query;

namespace RoleAssist.Sandbox.Iam;

/// <summary>Creates the XML of IAM.</summary>
internal static class IamXml
{
    private const string NeverUsed = "N/A";

    public static QueryXml Writer { get; } = new("https://iam.amazonaws.com/doc/2010-05-08/");

    /// <summary>A key with its secret, which IAM shows only once.</summary>
    public static XElement NewKey(AccessKey key) =>
        Writer.Group("AccessKey", [.. Facts(key), Writer.Text("SecretAccessKey", key.SecretAccessKey), Date(key)]);

    public static XElement ListedKey(AccessKey key) => Writer.Group("member", [.. Facts(key), Date(key)]);

    /// <summary>Without a date if the key has never been used; the others are required and say so in words.</summary>
    public static XElement LastUse(KeyUse? use) =>
        Writer.Group(
            "AccessKeyLastUsed",
            use is null ? null : Writer.Text("LastUsedDate", IsoTime.ToText(WholeMinutes(use.Time))),
            Writer.Text("ServiceName", use?.Service ?? NeverUsed),
            Writer.Text("Region", use?.Region ?? NeverUsed)
        );

    public static XElement Person(User user) =>
        Writer.Group(
            "User",
            Writer.Text("Path", user.Path),
            Writer.Text("UserName", user.Name),
            Writer.Text("Arn", user.Arn),
            Writer.Text("UserId", user.UserId),
            Writer.Text("CreateDate", IsoTime.ToText(User.Created))
        );

    private static XElement[] Facts(AccessKey key) =>
        [
            Writer.Text("UserName", key.Owner.Name),
            Writer.Text("AccessKeyId", key.Id),
            Writer.Text("Status", key.Status.ToString()),
        ];

    private static XElement Date(AccessKey key) => Writer.Text("CreateDate", IsoTime.ToText(key.Created));

    private static DateTimeOffset WholeMinutes(DateTimeOffset time) =>
        new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero);
}
