using RoleAssist.Core.Chains;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Core.SignIn;
using RoleAssist.Core.Tests.Fakes;

namespace RoleAssist.Core.Tests.SignIn;

public class SignInTargetsTests
{
    private const string StartUrl = "https://corp.awsapps.com/start";

    private readonly AwsFiles _files = new AwsFiles()
        .SsoSession("corp", ("sso_start_url", StartUrl), ("sso_region", "eu-west-1"))
        .SsoSession("broken", ("sso_region", "eu-west-1"))
        .Services("local", ("sso_oidc", "endpoint_url = http://127.0.0.1:1"), ("sso", "endpoint_url = http://127.0.0.1:1"))
        .Profile("dev", Sso("corp"))
        .Role("admin", "dev")
        .User("keys")
        .Profile(
            "older",
            ("sso_start_url", "https://older.awsapps.com/start"),
            ("sso_region", "us-east-1"),
            ("sso_account_id", "123456789012"),
            ("sso_role_name", "Dev")
        )
        .Profile("console", ("login_session", "arn:aws:iam::123456789012:user/ana"));

    [Theory]
    [InlineData("corp", "corp", "session corp")]
    [InlineData("dev", "corp", "session corp")]
    [InlineData("admin", "corp", "session corp")]
    [InlineData("older", "older", "portal https://older.awsapps.com/start")]
    [InlineData("console", "console", "login arn:aws:iam::123456789012:user/ana")]
    public async Task Finds_the_sign_in_that_a_name_stands_for(string name, string target, string key)
    {
        var found = await Targets().FindAsync(name, CancellationToken.None);

        Assert.Equal((target, key), (found.Name, found.Key));
    }

    [Fact]
    public async Task A_session_comes_before_a_profile_of_the_same_name()
    {
        _files.User("corp");

        Assert.Equal("session corp", (await Targets().FindAsync("corp", CancellationToken.None)).Key);
    }

    [Theory]
    [InlineData("keys", ErrorCode.InvalidArgument, "needs no sign-in: it starts with an access key")]
    [InlineData("crop", ErrorCode.ProfileNotFound, "neither an sso-session nor a profile 'crop'")]
    [InlineData("broken", ErrorCode.ConfigurationInvalid, "has no sso_start_url")]
    public async Task Says_why_a_name_stands_for_no_sign_in(string name, ErrorCode code, string words)
    {
        var fault = await Assert.ThrowsAsync<RoleAssistException>(() =>
            Targets().FindAsync(name, CancellationToken.None)
        );

        Assert.Equal(code, fault.Code);
        Assert.Contains(words, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Suggests_the_session_that_a_mistyped_name_stands_for()
    {
        var fault = await Assert.ThrowsAsync<RoleAssistException>(() =>
            Targets().FindAsync("crop", CancellationToken.None)
        );

        Assert.Equal("Did you mean 'corp'?", fault.Hint);
    }

    [Fact]
    public async Task Lists_each_sign_in_once_and_invalid_ones_with_the_reason()
    {
        _files.Profile("older2", [.. _files.Load().Get("older").Settings.Select(pair => (pair.Key, pair.Value.Value))]);

        var listed = await Targets().ListAsync(CancellationToken.None);

        Assert.Equal(["corp", "broken", "older", "console"], listed.Select(one => one.Name));
        Assert.Equal(["broken"], listed.Where(one => one.Target is null).Select(one => one.Name));
        Assert.Contains("sso_start_url", listed[1].Fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_has_the_endpoints_that_all_its_profiles_agree_on()
    {
        _files.Profile("dev", [.. Sso("corp"), ("services", "local")]);
        Assert.Equal("http://127.0.0.1:1/", await OidcAsync());

        _files.Profile("other", Sso("corp"));
        Assert.Equal("https://oidc.eu-west-1.amazonaws.com/", await OidcAsync());
    }

    [Theory]
    [InlineData(null, "sso:account:access")]
    [InlineData(" , ", "sso:account:access")]
    [InlineData("a, b ,c", "a b c")]
    public async Task Asks_for_the_scopes_of_the_session(string? written, string sent)
    {
        _files.SsoSession(
            "corp",
            [
                ("sso_start_url", StartUrl),
                ("sso_region", "eu-west-1"),
                .. written is null ? [] : new[] { ("sso_registration_scopes", written) },
            ]
        );

        Assert.Equal(sent, ((SsoSource)(await Targets().FindAsync("corp", CancellationToken.None)).Source).Scopes);
    }

    [Theory]
    [InlineData("https://ssoins-1234.portal.eu-west-1.app.aws", "eu-west-1")]
    [InlineData("https://d-1234567890.awsapps.com/start", null)]
    [InlineData("https://x.portal.nowhere.app.aws", null)]
    public void Reads_the_region_of_newer_start_urls(string url, string? region) =>
        Assert.Equal(region, SetUpSignInHandler.RegionIn(new Uri(url)));

    private static (string, string)[] Sso(string session) =>
        [("sso_session", session), ("sso_account_id", "123456789012"), ("sso_role_name", "Dev")];

    private async Task<string> OidcAsync() =>
        ((SsoSource)(await Targets().FindAsync("corp", CancellationToken.None)).Source).Oidc.Url.AbsoluteUri;

    private SignInTargets Targets() => new(_files, new RoleChainResolver(new ProcessEnvironment([])), []);
}
