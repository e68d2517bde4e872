using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Host.Processes;

namespace RoleAssist.Host.Tests.Processes;

public class BrowserCommandsTests
{
    private const string Page = "http://127.0.0.1:4000/open/ticket?a=1&b=%20;$(touch%20x)";

    [Fact]
    public void A_desktop_opens_a_page_with_its_own_program() =>
        Assert.Equal([$"xdg-open {Page}", $"firefox {Page}"], Default(BrowserSystem.Desktop, [("DISPLAY", ":0")]));

    [Fact]
    public void The_variable_BROWSER_comes_first() =>
        Assert.Equal(
            [$"firefox {Page}", $"xdg-open --to {Page} -x", $"xdg-open {Page}", $"firefox {Page}"],
            Default(
                BrowserSystem.Desktop,
                [("WAYLAND_DISPLAY", "wayland-0"), ("BROWSER", "unknown:firefox:xdg-open --to %s -x &")]
            )
        );

    [Theory]
    [InlineData("DISPLAY", "")]
    [InlineData("SSH_CONNECTION", "10.0.0.1 1 10.0.0.2 22")]
    public void Without_a_screen_nothing_can_be_opened(string variable, string value)
    {
        Assert.False(Commands(BrowserSystem.Desktop, [("DISPLAY", ":0"), (variable, value)]).CanOpen);
        Assert.True(
            Commands(BrowserSystem.Desktop, [("DISPLAY", ":0"), (variable, value), ("BROWSER", "firefox")]).CanOpen
        );
    }

    [Fact]
    public void Windows_opens_the_page_itself_in_WSL_too()
    {
        Assert.Equal([Page], Default(BrowserSystem.Windows, []));
        Assert.Equal(
            [$"/mnt/c/Windows/System32/rundll32.exe url.dll,FileProtocolHandler {Page}"],
            Default(BrowserSystem.Wsl, [])
        );
    }

    [Fact]
    public void A_named_browser_gets_its_arguments_as_they_are()
    {
        Assert.Equal(
            ["firefox", "-P", "a b", Page],
            Commands(BrowserSystem.Desktop, []).Named("firefox", ["-P", "a b", Page]).Words
        );
        Assert.Equal(
            ["/usr/bin/open", "-a", "Google Chrome", Page],
            Commands(BrowserSystem.MacOS, []).Named("Google Chrome", [Page]).Words
        );
        Assert.Equal(
            ["/usr/bin/open", "-n", "-a", "Google Chrome", "--args", "--profile-directory=Work", Page],
            Commands(BrowserSystem.MacOS, []).Named("Google Chrome", ["--profile-directory=Work", Page]).Words
        );
    }

    [Theory]
    [InlineData(false, "nowhere")]
    [InlineData(false, "")]
    [InlineData(true, "open.CMD")]
    public void A_browser_that_cannot_be_named_is_an_error(bool isWindows, string browser) =>
        Assert.Equal(
            ErrorCode.InvalidArgument,
            Assert
                .Throws<RoleAssistException>(() =>
                    Commands(isWindows ? BrowserSystem.Windows : BrowserSystem.Desktop, []).Named(browser, [Page])
                )
                .Code
        );

    [Theory]
    [InlineData("firefox -P 'a b'", "firefox|-P|a b")]
    [InlineData("  x \"\" 'it\"s'  ", "x||it\"s")]
    [InlineData("x $(y);z|w", "x|$(y);z|w")]
    [InlineData("", "")]
    public void Words_are_split_without_a_shell(string line, string words) =>
        Assert.Equal(words, string.Join('|', CommandWords.Split(line)));

    private static IEnumerable<string> Default(BrowserSystem system, (string, string)[] variables) =>
        Commands(system, variables).Default(Page).Select(command => string.Join(' ', command.Words));

    private static BrowserCommands Commands(BrowserSystem system, (string Name, string Value)[] variables) =>
        new(
            new ProcessEnvironment(
                variables
                    .GroupBy(variable => variable.Name)
                    .Select(group => KeyValuePair.Create(group.Key, group.Last().Value))
            ),
            system,
            command => command is "firefox" or "xdg-open" || command.StartsWith("/mnt", StringComparison.Ordinal)
        );
}
