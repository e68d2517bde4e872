using RoleAssist.Aws.Formats;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Security;

namespace RoleAssist.Aws.Metadata;

/// <summary>Reads the JSON document in which container agents and instance metadata return credentials.</summary>
internal static class ServedCredentials
{
    /// <summary>Gets the credentials; null if they are incomplete or their expiration is not a valid time.</summary>
    public static AwsCredentials? Read(JsonFields fields) =>
        (fields.Text("AccessKeyId"), fields.Text("SecretAccessKey"), IsoTime.Parse(fields.Text("Expiration")))
            is ({ } id, { } secret, var expiration)
        && (expiration is not null || !fields.Has("Expiration"))
        && Identifiers.AreCredentials(id, secret, fields.Text("Token"))
            ? new AwsCredentials(id, secret, fields.Text("Token"), expiration, AccountIn(fields))
            : null;

    /// <summary>Gets the account. An invalid one is omitted, because nothing depends on it.</summary>
    private static string? AccountIn(JsonFields fields) =>
        fields.Text("AccountId") is { } account && Identifiers.IsAccount(account) ? account : null;

    /// <summary>Gets the code and message of an error document as displayable text; null if it has neither.</summary>
    public static string? Complaint(JsonFields? fields) =>
        (fields?.Text("Code"), fields?.Text("Message")) switch
        {
            (null, null) => null,
            ({ } code, { } message) => DisplayText.FromServer($"{code}: {message}"),
            var (code, message) => DisplayText.FromServer(code ?? message!),
        };
}
