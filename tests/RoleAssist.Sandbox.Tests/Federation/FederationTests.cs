using System.Text.Json;
using RoleAssist.Sandbox.Accounts;
using RoleAssist.Sandbox.Federation;
using RoleAssist.Sandbox.Http;
using RoleAssist.Sandbox.Signing;
using RoleAssist.Sandbox.Tests.Support;

namespace RoleAssist.Sandbox.Tests.Federation;

/// <summary>Tests who gets a sign-in token for the console, and where it leads.</summary>
public sealed class FederationTests
{
    private const string Destination = $"{PageAnswers.Origin}/console/ec2/home?region=eu-west-1";

    private readonly TestSts _sts = new();
    private readonly FederationService _federation;
    private readonly ConsolePage _console;

    public FederationTests()
    {
        var tokens = new ConsoleTokens(TestSts.SealingKey);
        _federation = new FederationService(new SignInTokens(_sts.Directory, _sts.Tokens, tokens), tokens);
        _console = new ConsolePage(tokens);
    }

    private Keys Role => _sts.AssumeRole(_sts.AliceKeys, "open").Keys;

    private Keys Chained => _sts.AssumeRole(_sts.SessionOf(_sts.AliceKeys, mfa: false), "open").Keys;

    private Keys Federated =>
        _sts.Call(
            _sts.AliceKeys,
            "GetFederationToken",
            ("Name", "alice"),
            ("Policy", """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}""")
        ).Keys;

    [Fact]
    public void A_role_opens_the_console_where_it_wants_to()
    {
        var signedIn = Login(SignInToken(Role), Destination);
        Assert.Equal((302, Destination), (signedIn.Status, signedIn.Header("Location")));
        Assert.Equal("no-store", signedIn.Header("Cache-Control"));
        Assert.Equal("no-referrer", signedIn.Header("Referrer-Policy"));

        var page = Open("/console/ec2/home?region=eu-west-1", signedIn);
        Assert.Equal(200, page.Status);
        Assert.Contains(TestSts.OtherAccount, page.Text(), StringComparison.Ordinal);
        Assert.Contains("arn:aws:sts::222233334444:assumed-role/open/session", page.Text(), StringComparison.Ordinal);
        Assert.Contains(TestSts.Arn("open"), page.Text(), StringComparison.Ordinal);
        Assert.Contains("ec2", page.Text(), StringComparison.Ordinal);
        Assert.Contains("eu-west-1", page.Text(), StringComparison.Ordinal);
        Assert.Contains("2026-03-01 13:00:00 UTC", page.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_console_lasts_as_long_as_the_credentials_or_as_asked()
    {
        Assert.Contains("13:00:00 UTC", ConsoleOf(SignInToken(Role)), StringComparison.Ordinal);
        Assert.Contains("13:00:00 UTC", ConsoleOf(SignInToken(Chained)), StringComparison.Ordinal);
        Assert.Contains("2026-03-02 00:00:00 UTC", ConsoleOf(SignInToken(Federated)), StringComparison.Ordinal);
        Assert.Contains("2026-03-02 00:00:00 UTC", ConsoleOf(SignInToken(Role, "43200")), StringComparison.Ordinal);
        Assert.Contains("12:15:00 UTC", ConsoleOf(SignInToken(Role, "900")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_role_of_identity_center_can_ask_for_a_duration()
    {
        var role = PermissionSetRole.Create(TestSts.OtherAccount, "Developer");
        _sts.Directory.Put(role);
        var credentials = _sts.Tokens.Issue(Session.Create(role, "me", _sts.Time.GetUtcNow().AddHours(1)));
        var keys = new Keys(credentials.AccessKeyId, credentials.SecretAccessKey, credentials.SessionToken);
        Assert.Contains("2026-03-02 00:00:00 UTC", ConsoleOf(SignInToken(keys, "43200")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("899")]
    [InlineData("43201")]
    [InlineData("-900")]
    [InlineData("1h")]
    [InlineData("3600.0")]
    [InlineData("")]
    public void A_duration_has_limits(string duration) => Assert.Equal(400, Post(Role, duration).Status);

    [Fact]
    public void Chained_and_federated_sessions_cannot_ask_for_a_duration()
    {
        Assert.Equal(400, Post(Chained, "3600").Status);
        Assert.Equal(400, Post(Federated, "3600").Status);
    }

    [Fact]
    public void A_session_without_a_policy_signs_in_and_may_nothing()
    {
        var keys = _sts.Call(_sts.AliceKeys, "GetFederationToken", ("Name", "alice")).Keys;
        Assert.Contains("none: the session has no policy", ConsoleOf(SignInToken(keys)), StringComparison.Ordinal);
        Assert.DoesNotContain("none: the", ConsoleOf(SignInToken(Federated)), StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_what_is_no_role()
    {
        Assert.Equal(400, Post(_sts.AliceKeys).Status);
        Assert.Equal(400, Post(_sts.SessionOf(_sts.AliceKeys, mfa: true)).Status);
        Assert.Equal(400, Post(Role with { SecretAccessKey = "another" }).Status);
        Assert.Equal(400, Post(Role with { AccessKeyId = "ASIAANOTHERANOTHER22" }).Status);
        Assert.Equal(400, Post(Role with { SessionToken = "made up" }).Status);
        var expired = Role;
        _sts.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(400, Post(expired).Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Action=getSigninToken")]
    [InlineData("Action=getSigninToken&Session=")]
    [InlineData("Action=getSigninToken&Session={")]
    [InlineData("Action=getSigninToken&Session=null")]
    [InlineData("Action=getSigninToken&Session=[]")]
    [InlineData("Action=getSigninToken&Session=%7B%22sessionId%22%3A1%7D")]
    [InlineData("Action=getSigninToken&Session=%7B%7D&Session=%7B%7D")]
    [InlineData("Action=GetSigninToken&Session=%7B%7D")]
    public void Refuses_an_incomplete_request(string form) => Assert.Equal(400, Send(form).Status);

    [Fact]
    public void A_sign_in_token_is_good_for_fifteen_minutes()
    {
        var token = SignInToken(Role);
        _sts.Time.Advance(TimeSpan.FromMinutes(15) - TimeSpan.FromSeconds(1));
        Assert.Equal(302, Login(token, Destination).Status);
        _sts.Time.Advance(TimeSpan.FromSeconds(1));
        var late = Login(token, Destination);
        Assert.Equal(400, late.Status);
        Assert.Contains("older than 15 minutes", late.Text(), StringComparison.Ordinal);
        Assert.Null(late.Header("Set-Cookie"));
        Assert.Equal(400, Login("made-up", Destination).Status);
        Assert.Equal(400, Login("", Destination).Status);
    }

    [Theory]
    [InlineData("https://example.com/console/")]
    [InlineData("http://127.0.0.1:4567/console/")]
    [InlineData("http://127.0.0.1:4566.example.com/console/")]
    [InlineData("http://127.0.0.1:4566@example.com/console/")]
    [InlineData("http://127.0.0.1:4566/consoles/")]
    [InlineData("http://127.0.0.1:4566/console/../federation")]
    [InlineData("http://127.0.0.1:4566/console/%2e%2e/federation")]
    [InlineData("http://127.0.0.1:4566/")]
    [InlineData("/console/")]
    [InlineData("//127.0.0.1:4566/console/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("http://127.0.0.1:4566/console/\r\nSet-Cookie: a=b")]
    [InlineData("http://127.0.0.1:4566/console/é")]
    [InlineData("")]
    public void A_sign_in_leads_only_to_the_own_console(string destination)
    {
        var answer = Login(SignInToken(Role), destination);
        Assert.Equal(400, answer.Status);
        Assert.Null(answer.Header("Location"));
    }

    [Theory]
    [InlineData("/console")]
    [InlineData("/console?region=us-east-1")]
    [InlineData("/console/go/view?service=lambda&region=us-east-1&account=222233334444")]
    [InlineData("/console/s3/buckets/a%20b?tab=x%26y#z%3Fq=1")]
    public void A_destination_is_kept_as_it_is(string path) =>
        Assert.Equal(PageAnswers.Origin + path, Login(SignInToken(Role), PageAnswers.Origin + path).Header("Location"));

    [Fact]
    public void Names_the_service_of_a_page_that_the_console_looks_up() =>
        Assert.Contains(
            "lambda",
            Open("/console/go/view?service=lambda", Login(SignInToken(Role), Destination)).Text(),
            StringComparison.Ordinal
        );

    [Fact]
    public void The_console_shows_a_hostile_address_as_text()
    {
        var page = Open(
            "/console/%3Cscript%3Ealert(1)%3C/script%3E?region=%22%3E%3Cimg%20src=x%3E",
            Login(SignInToken(Role), Destination)
        );
        Assert.DoesNotContain("<script", page.Body, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", page.Body, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("\"><img src=x>", page.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_sign_in_there_is_no_console()
    {
        Assert.Equal(403, Answer(_console, PageAnswers.Get("/console/home")).Status);
        Assert.Equal(
            403,
            Answer(_console, PageAnswers.Get("/console/home", Cookie("roleassist-sandbox-console=made-up"))).Status
        );
        var signedIn = Login(SignInToken(Role), Destination);
        _sts.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(403, Open("/console/home", signedIn).Status);
    }

    [Fact]
    public void A_sign_in_token_is_no_cookie()
    {
        var token = SignInToken(Role);
        Assert.Equal(
            403,
            Answer(_console, PageAnswers.Get("/console/home", Cookie($"roleassist-sandbox-console={token}"))).Status
        );
    }

    [Fact]
    public void Signing_out_first_leads_to_the_next_sign_in()
    {
        var login = $"{PageAnswers.Origin}/federation?Action=login&SigninToken={SignInToken(Role)}";
        var answer = Send(PageAnswers.Get($"/oauth?Action=logout&redirect_uri={Uri.EscapeDataString(login)}"));
        Assert.Equal((302, login), (answer.Status, answer.Header("Location")));
        Assert.Contains("Max-Age=0", answer.Header("Set-Cookie"), StringComparison.Ordinal);
        Assert.Equal(400, Send(PageAnswers.Get("/oauth?Action=logout&redirect_uri=https://example.com")).Status);
    }

    [Fact]
    public void Notes_credentials_in_a_url()
    {
        var query = FormOf(Role);
        Assert.True(Claimed(PageAnswers.Get($"/federation?{query}")).HasSecretInUrl);
        Assert.True(Claimed(PageAnswers.PostForm($"/federation?{query}", "")).HasSecretInUrl);
        Assert.True(Claimed(PageAnswers.Get("/federation?Action=getSigninToken&SigninToken=x")).HasSecretInUrl);
        Assert.True(Claimed(PageAnswers.Get("/federation?Action=a&Action=b&Session=x")).HasSecretInUrl);
        Assert.False(Claimed(PageAnswers.PostForm("/federation", query)).HasSecretInUrl);
        Assert.False(Claimed(PageAnswers.Get("/federation?Action=login&SigninToken=x")).HasSecretInUrl);
        Assert.Equal(200, Send(PageAnswers.Get($"/federation?{query}")).Status);
    }

    [Fact]
    public void Logs_the_key_of_a_call()
    {
        var keys = Role;
        var claimed = Claimed(PageAnswers.PostForm("/federation", FormOf(keys)));
        Assert.Equal(("getSigninToken", keys.AccessKeyId), (claimed.Action, claimed.AccessKeyId));
    }

    private static string FormOf(Keys keys, string? duration = null) =>
        "Action=getSigninToken&Session="
        + Uri.EscapeDataString(
            JsonSerializer.Serialize(
                new Dictionary<string, string?>
                {
                    ["sessionId"] = keys.AccessKeyId,
                    ["sessionKey"] = keys.SecretAccessKey,
                    ["sessionToken"] = keys.SessionToken,
                }
            )
        )
        + (duration is null ? "" : "&SessionDuration=" + Uri.EscapeDataString(duration));

    private static KeyValuePair<string, string> Cookie(string value) => new("Cookie", value);

    private string SignInToken(Keys keys, string? duration = null)
    {
        var answer = Post(keys, duration);
        Assert.True(answer.Status == 200, answer.Body);
        using var json = JsonDocument.Parse(answer.Body);
        return json.RootElement.GetProperty("SigninToken").GetString()!;
    }

    private string ConsoleOf(string token) => Open("/console/home", Login(token, Destination)).Text();

    private ServiceAnswer Post(Keys keys, string? duration = null) => Send(FormOf(keys, duration));

    private ServiceAnswer Login(string token, string destination) =>
        Send(
            PageAnswers.Get(
                $"/federation?Action=login&Issuer=&Destination={Uri.EscapeDataString(destination)}&SigninToken={token}"
            )
        );

    private ServiceAnswer Open(string target, ServiceAnswer signedIn) =>
        Answer(_console, PageAnswers.Get(target, Cookie("other=1; " + signedIn.Header("Set-Cookie")!.Split(';')[0])));

    private ServiceAnswer Send(string form) => Send(PageAnswers.PostForm("/federation", form));

    private ServiceAnswer Send(SignableRequest request) => Answer(_federation, request);

    private ServiceAnswer Answer(IService service, SignableRequest request) =>
        service.Answer(request, _sts.Time.GetUtcNow());

    private ClaimedCall Claimed(SignableRequest request) => _federation.Claimed(request);
}
