namespace RoleAssist.Core.Console;

/// <summary>A user who signs in to the console without a role.</summary>
/// <param name="Name">The name in CloudTrail: 2 to 32 characters of <c>[\w+=,.@-]</c>.</param>
/// <param name="Policy">The session policy as JSON text.</param>
/// <param name="PolicyArns">Managed policies as session policies.</param>
/// <param name="DurationSeconds">The lifetime of the credentials; null for STS' default of 12 hours.</param>
/// <param name="Profile">The profile, for messages.</param>
public sealed record FederatedUser(
    string Name,
    string? Policy,
    IReadOnlyList<string> PolicyArns,
    int? DurationSeconds,
    string Profile
)
{
    /// <summary>
    /// The policy when none is wanted. STS grants what both the user's policies and this one allow, and without one
    /// nothing at all; so this is what the user may do, no more.
    /// </summary>
    public const string EverythingTheUserMay =
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""";
}
