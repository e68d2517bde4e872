using RoleAssist.Sandbox.Signing;

namespace RoleAssist.Sandbox.Federation;

/// <summary>The cookie of a browser that is signed in to the console.</summary>
internal static class ConsoleCookie
{
    private const string Name = "roleassist-sandbox-console";
    private const string Attributes = $"Path={ConsoleAddress.Root}; HttpOnly; SameSite=Lax";

    public static KeyValuePair<string, string> Delete { get; } = new("Set-Cookie", $"{Name}=; Max-Age=0; {Attributes}");

    public static KeyValuePair<string, string> Set(string value) => new("Set-Cookie", $"{Name}={value}; {Attributes}");

    /// <summary>Gets the cookie of a request; null if it has none.</summary>
    public static string? Of(SignableRequest request) =>
        request
            .HeaderValues("Cookie")
            .SelectMany(header => header.Split(';', StringSplitOptions.TrimEntries))
            .Where(cookie => cookie.StartsWith(Name + "=", StringComparison.Ordinal))
            .Select(cookie => cookie[(Name.Length + 1)..])
            .FirstOrDefault();
}
