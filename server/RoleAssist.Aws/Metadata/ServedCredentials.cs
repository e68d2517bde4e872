using RoleAssist.Aws.Formats;
using RoleAssist.Core.Credentials;

namespace RoleAssist.Aws.Metadata;

/// <summary>The document in which containers' agents and instances' metadata hand out credentials.</summary>
internal static class ServedCredentials
{
    /// <summary>The credentials; null where an answer without them was sent, or with a time that is none.</summary>
    public static AwsCredentials? Read(JsonFields fields) =>
        (fields.Text("AccessKeyId"), fields.Text("SecretAccessKey"), IsoTime.Parse(fields.Text("Expiration"))) is ({ } id, { } secret, var expiration)
        && (expiration is not null || !fields.Has("Expiration"))
            ? new AwsCredentials(id, secret, fields.Text("Token"), expiration, fields.Text("AccountId"))
            : null;

    /// <summary>What an error document says, fit to be shown: its code and message; null where it says nothing.</summary>
    public static string? Complaint(JsonFields? fields) => (fields?.Text("Code"), fields?.Text("Message")) switch
    {
        (null, null) => null,
        ({ } code, { } message) => ForeignText.Printable($"{code}: {message}"),
        var (code, message) => ForeignText.Printable(code ?? message!),
    };
}
