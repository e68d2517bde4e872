namespace RoleAssist.Core.Security;

/// <summary>Addresses that nobody on the network can read or change.</summary>
public static class SafeAddress
{
    /// <summary>Whether a page is encrypted, or on this machine.</summary>
    /// <param name="page">An absolute address.</param>
    public static bool IsSafe(Uri page) =>
        page.Scheme == Uri.UriSchemeHttps || (page.Scheme == Uri.UriSchemeHttp && page.IsLoopback);
}
