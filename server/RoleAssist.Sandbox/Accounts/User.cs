using RoleAssist.Sandbox.Formats;

namespace RoleAssist.Sandbox.Accounts;

/// <summary>An IAM user with one access key and, optionally, an MFA device.</summary>
internal sealed record User(string Account, string Name, string AccessKeyId, string SecretAccessKey, MfaDevice? Mfa)
{
    public string Arn => $"arn:aws:iam::{Account}:user/{Name}";

    public string UserId => UniqueId.ForEntity(UniqueId.User, Arn);
}
