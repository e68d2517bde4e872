using RoleAssist.Sandbox.Formats;

namespace RoleAssist.Sandbox.Accounts;

/// <summary>An IAM user and, optionally, an MFA device.</summary>
/// <param name="AccessKeyId">The key that the user starts with.</param>
/// <param name="SecretAccessKey">The secret of this key.</param>
internal sealed record User(string Account, string Name, string AccessKeyId, string SecretAccessKey, MfaDevice? Mfa)
{
    /// <summary>
    /// The creation date of all sample users and of the keys they start with: so long ago that the keys are due for
    /// rotation.
    /// </summary>
    public static readonly DateTimeOffset Created = new(2024, 5, 1, 9, 30, 0, TimeSpan.Zero);

    public string Path { get; init; } = "/";

    /// <summary>Whether the user's policy allows managing keys only in a session with MFA.</summary>
    public bool KeysRequireMfa { get; init; }

    public string Arn => $"arn:aws:iam::{Account}:user{Path}{Name}";

    public string UserId => UniqueId.ForEntity(UniqueId.User, Arn);
}
