using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;

namespace RoleAssist.Host.Processes;

/// <summary>
/// The programs that open a page on a system: what the variable <c>BROWSER</c> names, then what the system has. The
/// variable is read as xdg-open(1) and Python's <c>webbrowser</c> read it, but no shell sees it.
/// </summary>
/// <param name="environment">The variables of this process.</param>
/// <param name="system">The system.</param>
/// <param name="exists">Whether there is a program of that name or path.</param>
internal sealed class BrowserCommands(ProcessEnvironment environment, BrowserSystem system, Func<string, bool> exists)
{
    private const string KernelRelease = "/proc/sys/kernel/osrelease";

    /// <summary>Programs of Linux desktops, each with the arguments before the page. The first ones know the user's default.</summary>
    private static readonly string[][] OfDesktops =
    [
        ["xdg-open"],
        ["gio", "open"],
        ["sensible-browser"],
        ["x-www-browser"],
        ["firefox"],
        ["google-chrome"],
        ["chromium"],
        ["microsoft-edge"],
    ];

    /// <summary>Windows' own way to a page from within WSL, after the one that its users install.</summary>
    private static readonly string[][] OfWsl =
    [
        ["wslview"],
        ["/mnt/c/Windows/System32/rundll32.exe", "url.dll,FileProtocolHandler"],
    ];

    public static BrowserCommands ForThisSystem(ProcessEnvironment environment) =>
        new(environment, ThisSystem(environment), command => CommandSearch.Exists(command, environment["PATH"]));

    public bool CanOpen => Default("").Any();

    /// <summary>Returns the commands that open a page in the user's default browser, in the order to try them.</summary>
    public IEnumerable<BrowserCommand> Default(string address) => [.. Chosen(address), .. OfSystem(address)];

    /// <summary>Returns the command for a browser that the user has named.</summary>
    /// <exception cref="RoleAssistException">There is no such program.</exception>
    public BrowserCommand Named(string browser, IReadOnlyList<string> arguments) =>
        system switch
        {
            BrowserSystem.Windows when WindowsSearch.IsBatch(browser) => throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                $"The browser '{browser}' is a batch file, which would read an address as a command.",
                "Name the browser's own program."
            ),
            BrowserSystem.Windows => new BrowserCommand([browser, .. arguments], BySystem: true),
            _ when exists(browser) => new BrowserCommand([browser, .. arguments]),

            // The name of an application, such as 'Google Chrome' (open(1)).
            BrowserSystem.MacOS when arguments.Count == 1 => new BrowserCommand([
                "/usr/bin/open",
                "-a",
                browser,
                .. arguments,
            ]),
            BrowserSystem.MacOS => new BrowserCommand(["/usr/bin/open", "-n", "-a", browser, "--args", .. arguments]),
            _ => throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                $"There is no browser '{browser}': no program on the PATH has that name.",
                "Specify the browser's program, for example: --browser firefox"
            ),
        };

    private IEnumerable<BrowserCommand> Chosen(string address) =>
        system == BrowserSystem.Windows
            ? []
            : (environment["BROWSER"] ?? "")
                .Split(':', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(entry => CommandWords.Split(entry.TrimEnd('&')))
                .Where(words => words.Count > 0 && exists(words[0]))
                .Select(words => new BrowserCommand(WithAddress(words, address)));

    private IEnumerable<BrowserCommand> OfSystem(string address) =>
        system switch
        {
            BrowserSystem.Windows => [new BrowserCommand([address], BySystem: true)],

            // The screen is elsewhere.
            _ when environment.IsSet("SSH_CONNECTION") || environment.IsSet("SSH_TTY") => [],
            BrowserSystem.MacOS => [new BrowserCommand(["/usr/bin/open", address])],
            BrowserSystem.Wsl => Existing([.. OfWsl, .. HasDisplay ? OfDesktops : []], address),
            _ => HasDisplay ? Existing(OfDesktops, address) : [],
        };

    private bool HasDisplay => environment["DISPLAY"] is not null || environment["WAYLAND_DISPLAY"] is not null;

    private IEnumerable<BrowserCommand> Existing(IEnumerable<string[]> programs, string address) =>
        programs.Where(program => exists(program[0])).Select(program => new BrowserCommand([.. program, address]));

    /// <summary>Puts the address where <c>%s</c> stands, or at the end.</summary>
    private static string[] WithAddress(IReadOnlyList<string> words, string address) =>
        words.Skip(1).Any(word => word.Contains("%s", StringComparison.Ordinal))
            ? [words[0], .. words.Skip(1).Select(word => word.Replace("%s", address, StringComparison.Ordinal))]
            : [.. words, address];

    private static BrowserSystem ThisSystem(ProcessEnvironment environment) =>
        OperatingSystem.IsWindows() ? BrowserSystem.Windows
        : OperatingSystem.IsMacOS() ? BrowserSystem.MacOS
        : environment["WSL_DISTRO_NAME"] is not null || IsWslKernel() ? BrowserSystem.Wsl
        : BrowserSystem.Desktop;

    private static bool IsWslKernel()
    {
        try
        {
            return File.ReadAllText(KernelRelease).Contains("microsoft", StringComparison.OrdinalIgnoreCase);
        }
        catch (Exception closed) when (closed is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
