using RoleAssist.Sandbox.Tests.Support;

namespace RoleAssist.Sandbox.Tests.Sts;

/// <summary>Tests GetSessionToken and what its sessions can do.</summary>
public sealed class GetSessionTokenTests
{
    private readonly TestSts _sts = new();

    [Fact]
    public void A_session_has_the_identity_of_the_user()
    {
        var keys = _sts.Call(_sts.AliceKeys, "GetSessionToken").Keys;
        Assert.Equal(_sts.Alice.Arn, _sts.CallerIdentity(keys).Granted()["Arn"]);
        Assert.Equal(_sts.Alice.UserId, _sts.CallerIdentity(keys)["UserId"]);
    }

    [Theory]
    [InlineData(null, 43200)]
    [InlineData("900", 900)]
    [InlineData("129600", 129600)]
    public void A_session_lasts_for_the_requested_time_or_twelve_hours(string? asked, int seconds)
    {
        var answer = _sts.Call(_sts.AliceKeys, "GetSessionToken", asked is null ? [] : [("DurationSeconds", asked)]);
        Assert.Equal(_sts.Time.GetUtcNow().AddSeconds(seconds), answer.Granted().Expiration);
    }

    [Fact]
    public void A_session_can_assume_a_role() =>
        _sts.AssumeRole(_sts.Call(_sts.AliceKeys, "GetSessionToken").Keys, "alice-only").Granted();

    [Fact]
    public void A_session_cannot_get_another_session() =>
        _sts.Call(_sts.Call(_sts.AliceKeys, "GetSessionToken").Keys, "GetSessionToken")
            .Refused(403, "AccessDenied", "Cannot call GetSessionToken with session credentials");

    [Fact]
    public void A_role_session_cannot_get_a_session() =>
        _sts.Call(_sts.AssumeRole(_sts.AliceKeys, "open").Keys, "GetSessionToken")
            .Refused(403, "AccessDenied", "Cannot call GetSessionToken with session credentials");
}
