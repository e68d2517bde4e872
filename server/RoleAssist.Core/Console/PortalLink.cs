using RoleAssist.Core.Chains;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Security;

namespace RoleAssist.Core.Console;

/// <summary>
/// The access portal's own link to a role's console, which needs neither a token nor a ticket: the browser's own sign-in
/// counts (https://docs.aws.amazon.com/singlesignon/latest/userguide/createshortcutlink.html).
/// </summary>
public static class PortalLink
{
    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.InvalidArgument"/>: the chain does not end at a role of Identity Center.
    /// </exception>
    public static Uri Create(RoleChain chain, Uri? destination) =>
        chain is { Steps: [], Base: SsoSource { AccountId: { } account, RoleName: { } role, StartUrl: { } start } }
        && Uri.TryCreate(start, UriKind.Absolute, out var portal)
        && SafeAddress.IsSafe(portal)
            ? new Uri(
                $"{portal.GetLeftPart(UriPartial.Path).TrimEnd('/')}/#/console"
                    + $"?account_id={Uri.EscapeDataString(account)}&role_name={Uri.EscapeDataString(role)}"
                    + (destination is null ? "" : $"&destination={Uri.EscapeDataString(destination.AbsoluteUri)}")
            )
            : throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                $"The portal's link is for roles of IAM Identity Center, and '{chain.Profile}' is none.",
                "Leave out --portal."
            )
            {
                Profile = chain.Profile,
            };
}
