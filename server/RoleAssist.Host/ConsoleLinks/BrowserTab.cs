using System.Text;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Security;

namespace RoleAssist.Host.ConsoleLinks;

/// <summary>
/// The browser for a role's console, and its arguments. What comes from a name is encoded, so it is never an argument
/// or an address of its own.
/// </summary>
/// <param name="Kind">How roles are kept apart.</param>
/// <param name="Browser">The program; null for the default browser.</param>
internal sealed record BrowserTab(TabKind Kind, string? Browser)
{
    private const string Production = "red";

    /// <summary>The colours of Firefox' containers but for the one of production.</summary>
    private static readonly string[] Colours = ["blue", "turquoise", "green", "yellow", "orange", "pink", "purple"];

    /// <summary>Browsers that have profiles in folders, by parts of their programs' names.</summary>
    private static readonly string[] Chromiums = ["chrom", "edge", "brave", "vivaldi", "opera"];

    /// <summary>Chooses by what the user says and has configured.</summary>
    /// <param name="environment">The variables of this process.</param>
    /// <param name="browser">The browser that the user names.</param>
    /// <param name="separate">Whether the user wants a tab that is kept apart.</param>
    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.ConfigurationInvalid"/>: the variable has another value. <see
    /// cref="ErrorCode.InvalidArgument"/>: no browser is known that has profiles.
    /// </exception>
    public static BrowserTab Choose(ProcessEnvironment environment, string? browser, bool separate)
    {
        var program = browser ?? environment[RoleAssistVariables.ConsoleBrowser];
        var kind = (environment[RoleAssistVariables.ConsoleContainer], separate) switch
        {
            ("granted", _) => TabKind.GrantedContainer,
            ("container", _) => TabKind.Container,
            ("profile", _) => TabKind.BrowserProfile,
            (null or "off", false) => TabKind.Shared,
            (null or "off", true) => program is not null && IsChromium(program)
                ? TabKind.BrowserProfile
                : TabKind.GrantedContainer,
            var (other, _) => throw new RoleAssistException(
                ErrorCode.ConfigurationInvalid,
                $"{RoleAssistVariables.ConsoleContainer} = {other} is not a way to keep consoles apart.",
                "Use granted or container (extensions of Firefox), profile (Chromium), or off."
            ),
        };
        return kind switch
        {
            TabKind.BrowserProfile when program is null => throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                "A browser profile for each role needs a browser that has them.",
                $"Name it: --browser google-chrome, or {RoleAssistVariables.ConsoleBrowser}."
            ),

            // Only Firefox knows the addresses of its containers.
            TabKind.GrantedContainer or TabKind.Container => new BrowserTab(kind, program ?? "firefox"),
            _ => new BrowserTab(kind, program),
        };
    }

    /// <summary>Returns the arguments of the browser that open a page.</summary>
    /// <param name="address">The page.</param>
    /// <param name="role">The role, which names the container or browser profile.</param>
    /// <param name="isProduction">Whether it is production.</param>
    public IReadOnlyList<string> ArgumentsFor(Uri address, string role, bool isProduction) =>
        Kind switch
        {
            TabKind.GrantedContainer =>
            [
                "--new-tab",
                ContainerAddress("granted-containers", address, role, isProduction),
            ],
            TabKind.Container => ["--new-tab", ContainerAddress("container", address, role, isProduction)],
            TabKind.BrowserProfile =>
            [
                $"--profile-directory={FolderOf(role)}",
                "--no-first-run",
                "--no-default-browser-check",
                address.AbsoluteUri,
            ],
            _ => [address.AbsoluteUri],
        };

    /// <summary>A part of a name is enough: there is <c>Google Chrome</c> and <c>chromium-browser</c>.</summary>
    private static bool IsChromium(string program) =>
        Array.Exists(Chromiums, name => Path.GetFileName(program).Contains(name, StringComparison.OrdinalIgnoreCase));

    private static string ContainerAddress(string scheme, Uri address, string role, bool isProduction) =>
        $"ext+{scheme}:name={Uri.EscapeDataString(role)}&url={Uri.EscapeDataString(address.AbsoluteUri)}"
        + $"&color={(isProduction ? Production : ColourOf(role))}&icon={(isProduction ? "briefcase" : "fingerprint")}";

    /// <summary>The same role always has the same colour.</summary>
    private static string ColourOf(string role) => Colours[Digest(role)[0] % Colours.Length];

    /// <summary>
    /// Returns the name of a browser profile's folder. Names that differ only in what a folder's name must not have get
    /// different folders.
    /// </summary>
    private static string FolderOf(string role)
    {
        var plain = string.Concat(role.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-'));
        var name = plain.Length <= 40 ? plain : plain[..40];
        return name == role ? $"RoleAssist-{name}" : $"RoleAssist-{name}-{Convert.ToHexStringLower(Digest(role)[..3])}";
    }

    private static byte[] Digest(string role) => Sha256.HashData(Encoding.UTF8.GetBytes(role));
}
