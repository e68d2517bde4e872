using System.Text.RegularExpressions;

namespace RoleAssist.Core.Chains;

/// <summary>An account and role that a sign-in to IAM Identity Center may use.</summary>
/// <param name="Session">The name of the <c>[sso-session]</c> section.</param>
/// <param name="AccountId">The account's 12 digits.</param>
/// <param name="RoleName">The name of the permission set's role.</param>
public sealed partial record SsoAccount(string Session, string AccountId, string RoleName)
{
    /// <summary>
    /// Whether a text can be the name of a permission set's role
    /// (https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_CreatePermissionSet.html).
    /// </summary>
    public static bool IsRoleName(string? text) => text is not null && RoleNameForm().IsMatch(text);

    /// <summary>Reads the name that <see cref="ToString"/> returns; null if a text is none.</summary>
    public static SsoAccount? Parse(string? name) =>
        name is not null && NameForm().Match(name) is { Success: true } match
            ? new SsoAccount(match.Groups["session"].Value, match.Groups["account"].Value, match.Groups["role"].Value)
            : null;

    /// <summary>Returns the account and role, as a name where a profile would have one.</summary>
    public override string ToString() => $"{Session}/{AccountId}/{RoleName}";

    [GeneratedRegex(@"^[\w+=,.@/-]{1,128}\z", RegexOptions.ECMAScript)]
    private static partial Regex RoleNameForm();

    [GeneratedRegex(@"^(?<session>.+?)/(?<account>[0-9]{12})/(?<role>[\w+=,.@/-]{1,128})\z", RegexOptions.ECMAScript)]
    private static partial Regex NameForm();
}
