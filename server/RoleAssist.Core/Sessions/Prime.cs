using RoleAssist.Core.Credentials;

namespace RoleAssist.Core.Sessions;

/// <summary>
/// A user's session obtained with one MFA code. Roles behind the same device are assumed with it, without another code.
/// It starts chains and is handed out only when the user itself is requested.
/// </summary>
internal sealed record Prime(AwsCredentials Credentials)
{
    /// <summary>A role assumed in the last minute could find its source expired.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    public bool HasTimeLeft(DateTimeOffset now) => Credentials.Expiration is { } end && end - now > Margin;
}
