using RoleAssist.Aws.Formats;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Security;

namespace RoleAssist.Aws.Metadata;

/// <summary>The document in which containers' agents and instances' metadata hand out credentials.</summary>
internal static class ServedCredentials
{
    /// <summary>The credentials; null where an answer without them was sent, or with a time that is none.</summary>
    public static AwsCredentials? Read(JsonFields fields) =>
        (fields.Text("AccessKeyId"), fields.Text("SecretAccessKey"), IsoTime.Parse(fields.Text("Expiration"))) is ({ } id, { } secret, var expiration)
        && (expiration is not null || !fields.Has("Expiration"))
        && Identifiers.AreCredentials(id, secret, fields.Text("Token"))
            ? new AwsCredentials(id, secret, fields.Text("Token"), expiration, AccountIn(fields))
            : null;

    /// <summary>Nothing depends on the account, so one that cannot be believed is left out.</summary>
    private static string? AccountIn(JsonFields fields) => fields.Text("AccountId") is { } account && Identifiers.IsAccount(account) ? account : null;

    /// <summary>What an error document says, fit to be shown: its code and message; null where it says nothing.</summary>
    public static string? Complaint(JsonFields? fields) => (fields?.Text("Code"), fields?.Text("Message")) switch
    {
        (null, null) => null,
        ({ } code, { } message) => DisplayText.FromServer($"{code}: {message}"),
        var (code, message) => DisplayText.FromServer(code ?? message!),
    };
}
