using RoleAssist.Sandbox.Errors;

namespace RoleAssist.Sandbox.Federation;

/// <summary>Addresses of the sandbox's own console; a sign-in leads nowhere else.</summary>
internal static class ConsoleAddress
{
    public const string Root = "/console";

    /// <exception cref="ServiceException">The address is not one of the console.</exception>
    public static string Read(string? address, string origin) =>
        address is not null
        && (
            address.StartsWith($"{origin}{Root}/", StringComparison.Ordinal)
            || address.StartsWith($"{origin}{Root}?", StringComparison.Ordinal)
            || address == $"{origin}{Root}"
        )
        && IsWithin(Printable(address))
            ? address
            : throw Refused($"Destination must be an address of the console, {origin}{Root}/.");

    /// <summary>Returns an address that consists of visible ASCII.</summary>
    /// <exception cref="ServiceException">It has other characters.</exception>
    public static string Printable(string address) =>
        address.All(character => character is > ' ' and < '\x7f')
            ? address
            : throw Refused("Destination must be encoded.");

    /// <summary>Whether an address stays within the console when its dots are resolved.</summary>
    private static bool IsWithin(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && (uri.AbsolutePath == Root || uri.AbsolutePath.StartsWith($"{Root}/", StringComparison.Ordinal));

    private static ServiceException Refused(string message) => new(400, "Bad request", message);
}
