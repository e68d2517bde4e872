namespace RoleAssist.Core.Populate;

/// <summary>What profiles to add for a sign-in to IAM Identity Center.</summary>
/// <param name="Session">The name of the <c>[sso-session]</c> section.</param>
/// <param name="Template">How profiles are named; null for <see cref="ProfileNameTemplate.Default"/>.</param>
/// <param name="Region">The region of the profiles; null for the session's.</param>
/// <param name="Prunes">Whether profiles are removed whose role is gone. Only those that were added so.</param>
public sealed record PopulateOptions(
    string Session,
    string? Template = null,
    string? Region = null,
    bool Prunes = false
);
