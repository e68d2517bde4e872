using RoleAssist.Sandbox.Tests.Support;

namespace RoleAssist.Sandbox.Tests.Sts;

/// <summary>Tests GetFederationToken and what its sessions can do.</summary>
public sealed class GetFederationTokenTests
{
    private const string Policy =
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""";

    private readonly TestSts _sts = new();

    [Fact]
    public void A_user_gets_a_session_with_the_given_name()
    {
        var answer = Call(("Name", "al+i=c,e.@-_"), ("Policy", Policy)).Granted();
        Assert.Equal("111122223333:al+i=c,e.@-_", answer["FederatedUserId"]);
        Assert.Equal("arn:aws:sts::111122223333:federated-user/al+i=c,e.@-_", answer["Arn"]);
        Assert.NotNull(answer["PackedPolicySize"]);
        Assert.Equal(_sts.Time.GetUtcNow().AddHours(12), answer.Expiration);

        var identity = _sts.CallerIdentity(answer.Keys).Granted();
        Assert.Equal("arn:aws:sts::111122223333:federated-user/al+i=c,e.@-_", identity["Arn"]);
        Assert.Equal("111122223333:al+i=c,e.@-_", identity["UserId"]);
    }

    [Theory]
    [InlineData("900", true)]
    [InlineData("129600", true)]
    [InlineData("899", false)]
    [InlineData("129601", false)]
    public void A_duration_has_limits(string seconds, bool isGranted) =>
        Assert.Equal(isGranted ? 200 : 400, Call(("Name", "alice"), ("DurationSeconds", seconds)).Status);

    [Theory]
    [InlineData("a")]
    [InlineData("abcdefghijklmnopqrstuvwxyzabcdefg")]
    [InlineData("al ice")]
    [InlineData("al/ice")]
    [InlineData("alicé")]
    [InlineData(null)]
    public void A_name_has_limits(string? name) =>
        Assert.Equal((400, "ValidationError"), Refusal(name is null ? Call() : Call(("Name", name))));

    [Fact]
    public void A_policy_has_limits()
    {
        Assert.Equal((400, "ValidationError"), Refusal(Call(("Name", "alice"), ("Policy", new string(' ', 2049)))));
        Assert.Equal((400, "MalformedPolicyDocument"), Refusal(Call(("Name", "alice"), ("Policy", "{}"))));
    }

    [Fact]
    public void Session_credentials_cannot_call_it()
    {
        const string Message = "Cannot call GetFederationToken with session credentials";
        foreach (
            var keys in new[]
            {
                _sts.SessionOf(_sts.AliceKeys, mfa: true),
                _sts.AssumeRole(_sts.AliceKeys, "open").Keys,
                Call(("Name", "alice"), ("Policy", Policy)).Keys,
            }
        )
        {
            _sts.Call(keys, "GetFederationToken", ("Name", "alice")).Refused(403, "AccessDenied", Message);
        }
    }

    [Fact]
    public void Its_sessions_can_call_only_GetCallerIdentity()
    {
        var keys = Call(("Name", "alice"), ("Policy", Policy)).Keys;
        _sts.AssumeRole(keys, "open")
            .Refused(
                403,
                "AccessDenied",
                "User: arn:aws:sts::111122223333:federated-user/alice is not authorized to perform: sts:AssumeRole "
                    + "on resource: arn:aws:iam::222233334444:role/open"
            );
        Assert.Equal(403, _sts.Call(keys, "GetSessionToken").Status);
        Assert.Equal((403, "InvalidClientTokenId"), Refusal(_sts.CallIam(keys, "GetUser")));
        _sts.CallerIdentity(keys).Granted();
    }

    private static (int, string?) Refusal(Answer answer) => (answer.Status, answer.Code);

    private Answer Call(params IEnumerable<(string, string)> parameters) =>
        _sts.Call(_sts.AliceKeys, "GetFederationToken", parameters);
}
