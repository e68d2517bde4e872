using RoleAssist.Core.Errors;

namespace RoleAssist.Core.Console;

/// <summary>
/// Writes the addresses that sign a browser in. Such an address is a secret until it has been used or 15 minutes have
/// passed.
/// </summary>
internal static class SignInAddress
{
    /// <summary>The only host whose sign-out leads back to another address.</summary>
    private const string LogOut = "https://us-east-1.signin.aws.amazon.com/oauth";

    public static Uri Create(ConsoleLink link, string token)
    {
        var address =
            $"{link.Hosts.Federation.Url.AbsoluteUri}?Action=login&Issuer={Uri.EscapeDataString(link.Issuer ?? "")}"
            + $"&Destination={Uri.EscapeDataString(link.Destination.Url.AbsoluteUri)}"
            + $"&SigninToken={Uri.EscapeDataString(token)}";
        return new Uri(
            link.LogsOutFirst ? $"{LogOut}?Action=logout&redirect_uri={Uri.EscapeDataString(address)}" : address
        );
    }

    /// <exception cref="RoleAssistException"><see cref="ErrorCode.InvalidArgument"/>: not in this partition.</exception>
    public static void RequireLogOut(ConsoleHosts hosts)
    {
        if (!hosts.AreOfAws || hosts.Partition.Id != "aws")
        {
            throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                $"Only the console of the partition aws can be signed out of first, and this one is {hosts}.",
                "Sign out in the browser, or open the console in a container or browser profile of its own."
            );
        }
    }
}
