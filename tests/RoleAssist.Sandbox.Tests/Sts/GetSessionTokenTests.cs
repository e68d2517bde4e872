using RoleAssist.Sandbox.Tests.Support;

namespace RoleAssist.Sandbox.Tests.Sts;

/// <summary>GetSessionToken, and what its sessions may do.</summary>
public sealed class GetSessionTokenTests
{
    private readonly TestSts _sts = new();

    [Fact]
    public void A_session_is_the_user_again()
    {
        var keys = _sts.Call(_sts.AliceKeys, "GetSessionToken").Keys;
        Assert.Equal(_sts.Alice.Arn, _sts.CallerIdentity(keys).Granted()["Arn"]);
        Assert.Equal(_sts.Alice.UserId, _sts.CallerIdentity(keys)["UserId"]);
    }

    [Theory]
    [InlineData(null, 43200)]
    [InlineData("900", 900)]
    [InlineData("129600", 129600)]
    public void A_session_lasts_as_long_as_asked_or_half_a_day(string? asked, int seconds)
    {
        var answer = _sts.Call(_sts.AliceKeys, "GetSessionToken", asked is null ? [] : [("DurationSeconds", asked)]);
        Assert.Equal(_sts.Time.GetUtcNow().AddSeconds(seconds), answer.Granted().Expiration);
    }

    [Fact]
    public void A_session_may_assume_a_role() =>
        _sts.AssumeRole(_sts.Call(_sts.AliceKeys, "GetSessionToken").Keys, "alice-only").Granted();

    [Fact]
    public void A_session_gets_no_further_session() =>
        _sts.Call(_sts.Call(_sts.AliceKeys, "GetSessionToken").Keys, "GetSessionToken")
            .Refused(403, "AccessDenied", "Cannot call GetSessionToken with session credentials");

    [Fact]
    public void A_role_session_gets_none_either() =>
        _sts.Call(_sts.AssumeRole(_sts.AliceKeys, "open").Keys, "GetSessionToken")
            .Refused(403, "AccessDenied", "Cannot call GetSessionToken with session credentials");
}
