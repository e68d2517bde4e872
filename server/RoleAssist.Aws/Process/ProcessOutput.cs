using RoleAssist.Aws.Formats;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Errors;

namespace RoleAssist.Aws.Process;

/// <summary>
/// Parses the output of a <c>credential_process</c>: one JSON object of version 1
/// (https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html).
/// </summary>
internal static class ProcessOutput
{
    private const string Shape =
        """It must print one object such as {"Version": 1, "AccessKeyId": "...", "SecretAccessKey": "...","""
        + """ "SessionToken": "...", "Expiration": "2030-01-01T00:00:00Z"} and nothing else.""";

    public static AwsCredentials Read(string output, ProcessSource source, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(output))
        {
            throw ProcessCredentials.Failed(source, "printed nothing", Shape);
        }

        var fields =
            JsonFields.Parse(output) ?? throw ProcessCredentials.Failed(source, "did not print a JSON object", Shape);
        if (fields.Number("Version") != 1)
        {
            throw ProcessCredentials.Failed(
                source,
                fields.Has("Version") ? "printed a Version other than 1" : "did not print a Version",
                Shape
            );
        }

        var expiration = fields.Has("Expiration")
            ? IsoTime.Parse(fields.Text("Expiration"))
                ?? throw ProcessCredentials.Failed(source, "printed an Expiration that is not a valid time", Shape)
            : (DateTimeOffset?)null;
        if (expiration <= now)
        {
            throw ProcessCredentials.Failed(
                source,
                $"printed credentials that expired at {IsoTime.Format(expiration.Value)}",
                "Check why the program returns expired credentials: it may need a new login.",
                ErrorCode.CredentialsExpired
            );
        }

        var id =
            fields.Text("AccessKeyId")
            ?? throw ProcessCredentials.Failed(source, "did not print an AccessKeyId", Shape);
        var secret =
            fields.Text("SecretAccessKey")
            ?? throw ProcessCredentials.Failed(source, "did not print a SecretAccessKey", Shape);
        var token = fields.Text("SessionToken");
        if (!Identifiers.AreCredentials(id, secret, token))
        {
            throw ProcessCredentials.Failed(source, "printed credentials that contain invalid characters", Shape);
        }

        var account = fields.Text("AccountId");
        return new AwsCredentials(
            id,
            secret,
            token,
            expiration,
            Identifiers.IsAccount(account) ? account : source.AccountId
        );
    }
}
