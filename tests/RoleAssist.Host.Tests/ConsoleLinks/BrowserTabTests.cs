using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Host.ConsoleLinks;

namespace RoleAssist.Host.Tests.ConsoleLinks;

public class BrowserTabTests
{
    private static readonly string[] Similar = ["a.b", "a-b", "a/b", "a_b", "A-b"];
    private static readonly Uri Page = new("http://127.0.0.1:4000/open/ticket");

    [Fact]
    public void A_container_is_named_after_the_role_and_production_is_red()
    {
        var tab = Choose(null, "firefox", separate: true);

        Assert.Equal(
            [
                "--new-tab",
                "ext+granted-containers:name=prod&url=http%3A%2F%2F127.0.0.1%3A4000%2Fopen%2Fticket&color=red&icon=briefcase",
            ],
            tab.ArgumentsFor(Page, "prod", isProduction: true)
        );
        Assert.DoesNotContain(
            "color=red",
            tab.ArgumentsFor(Page, "dev", isProduction: false)[1],
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("a&url=http://evil.example#x=1")]
    [InlineData("a b\n\"'`$(touch x)")]
    [InlineData("größe 東")]
    [InlineData("--profile")]
    public void A_name_is_never_more_than_a_name(string role)
    {
        var container = Choose("container", null, separate: false).ArgumentsFor(Page, role, isProduction: false);
        Assert.Equal(2, container.Count);
        Assert.Matches(@"^ext\+container:name=[\w.%~-]+&url=http%3A%2F%2F127[\w.%]+&color=\w+&icon=\w+$", container[1]);

        var profile = Choose("profile", "chromium", separate: false).ArgumentsFor(Page, role, isProduction: false);
        Assert.Matches("^--profile-directory=RoleAssist-[A-Za-z0-9-]+$", profile[0]);
        Assert.Equal(Page.AbsoluteUri, profile[^1]);
    }

    [Fact]
    public void Different_roles_have_different_browser_profiles()
    {
        var tab = Choose("profile", "chromium", separate: false);

        Assert.Distinct(Similar.Select(role => tab.ArgumentsFor(Page, role, isProduction: false)[0]));
    }

    [Theory]
    [InlineData(null, null, false, "Shared", null)]
    [InlineData("off", "x", false, "Shared", "x")]
    [InlineData(null, null, true, "GrantedContainer", "firefox")]
    [InlineData(null, "/opt/google/chrome/google-chrome", true, "BrowserProfile", "/opt/google/chrome/google-chrome")]
    [InlineData("container", "librewolf", false, "Container", "librewolf")]
    public void The_users_settings_choose(string? setting, string? browser, bool separate, string kind, string? program)
    {
        var tab = Choose(setting, browser, separate);

        Assert.Equal((kind, program), (tab.Kind.ToString(), tab.Browser));
    }

    [Theory]
    [InlineData("profile", ErrorCode.InvalidArgument)]
    [InlineData("firefox", ErrorCode.ConfigurationInvalid)]
    public void What_cannot_be_opened_is_an_error(string setting, ErrorCode code) =>
        Assert.Equal(code, Assert.Throws<RoleAssistException>(() => Choose(setting, null, separate: false)).Code);

    private static BrowserTab Choose(string? setting, string? browser, bool separate) =>
        BrowserTab.Choose(
            new ProcessEnvironment(
                setting is null ? [] : [KeyValuePair.Create("ROLEASSIST_CONSOLE_CONTAINER", setting)]
            ),
            browser,
            separate
        );
}
