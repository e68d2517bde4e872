using RoleAssist.Aws.Formats;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Errors;

namespace RoleAssist.Aws.Process;

/// <summary>
/// What a <c>credential_process</c> prints: one JSON object of version 1
/// (https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html).
/// </summary>
internal static class ProcessOutput
{
    private const string Shape = """It has to print one object such as {"Version": 1, "AccessKeyId": "...", "SecretAccessKey": "...", "SessionToken": "...", "Expiration": "2030-01-01T00:00:00Z"} and nothing else.""";

    public static AwsCredentials Read(string output, ProcessSource source, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(output))
        {
            throw ProcessCredentials.Failed(source, "printed nothing", Shape);
        }

        var fields = JsonFields.Parse(output) ?? throw ProcessCredentials.Failed(source, "printed something that is no JSON object", Shape);
        if (fields.Number("Version") != 1)
        {
            throw ProcessCredentials.Failed(source, fields.Has("Version") ? "printed a Version other than 1" : "printed no Version", Shape);
        }

        var expiration = fields.Has("Expiration")
            ? IsoTime.Parse(fields.Text("Expiration")) ?? throw ProcessCredentials.Failed(source, "printed an Expiration that is no time", Shape)
            : (DateTimeOffset?)null;
        if (expiration <= now)
        {
            throw ProcessCredentials.Failed(
                source,
                $"printed credentials that expired at {IsoTime.Format(expiration.Value)}",
                "See why the program hands out old ones: it may need a new login.",
                ErrorCode.CredentialsExpired);
        }

        var id = fields.Text("AccessKeyId") ?? throw ProcessCredentials.Failed(source, "printed no AccessKeyId", Shape);
        var secret = fields.Text("SecretAccessKey") ?? throw ProcessCredentials.Failed(source, "printed no SecretAccessKey", Shape);
        var token = fields.Text("SessionToken");
        if (!Identifiers.AreCredentials(id, secret, token))
        {
            throw ProcessCredentials.Failed(source, "printed credentials with characters that no key or token has", Shape);
        }

        var account = fields.Text("AccountId");
        return new AwsCredentials(id, secret, token, expiration, Identifiers.IsAccount(account) ? account : source.AccountId);
    }
}
