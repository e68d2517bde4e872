using RoleAssist.Core.Credentials;

namespace RoleAssist.Core.Sessions;

/// <summary>
/// A user's session that one MFA code has bought: what roles behind the same device are assumed with, without another
/// code. It begins chains, and is handed out only to who asked to be that user.
/// </summary>
internal sealed record Prime(AwsCredentials Credentials)
{
    /// <summary>A role that is assumed in the last minute would find its source expired.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    public bool IsGood(DateTimeOffset now) => Credentials.Expiration is { } end && end - now > Margin;
}
