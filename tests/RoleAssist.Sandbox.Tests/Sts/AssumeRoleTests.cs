using RoleAssist.Sandbox.Tests.Support;

namespace RoleAssist.Sandbox.Tests.Sts;

/// <summary>Who may assume which role, and for how long.</summary>
public sealed class AssumeRoleTests
{
    private readonly TestSts _sts = new();

    private string AliceArn => _sts.Alice.Arn;

    [Fact]
    public void A_trusted_account_may_assume_the_role()
    {
        var answer = _sts.AssumeRole(_sts.BobKeys, "open").Granted();
        Assert.Equal($"arn:aws:sts::{TestSts.OtherAccount}:assumed-role/open/session", answer["Arn"]);
        Assert.EndsWith(":session", answer["AssumedRoleId"], StringComparison.Ordinal);
        Assert.Equal(_sts.Time.GetUtcNow().AddHours(1), answer.Expiration);
        Assert.Null(answer["PackedPolicySize"]);
        Assert.Null(answer["SourceIdentity"]);
    }

    [Fact]
    public void A_user_that_is_not_trusted_may_not() =>
        _sts.AssumeRole(_sts.BobKeys, "alice-only").Refused(
            403,
            "AccessDenied",
            $"User: {_sts.Bob.Arn} is not authorized to perform: sts:AssumeRole on resource: {TestSts.Arn("alice-only")}");

    [Fact]
    public void A_trusted_user_may() => _sts.AssumeRole(_sts.AliceKeys, "alice-only").Granted();

    [Fact]
    public void A_role_that_does_not_exist_looks_like_one_that_trusts_somebody_else() =>
        _sts.AssumeRole(_sts.AliceKeys, "missing").Refused(
            403,
            "AccessDenied",
            $"User: {AliceArn} is not authorized to perform: sts:AssumeRole on resource: {TestSts.Arn("missing")}");

    [Fact]
    public void A_session_is_named_by_its_own_arn_when_it_is_refused() =>
        _sts.AssumeRole(_sts.AssumeRole(_sts.AliceKeys, "open").Keys, "alice-only").Refused(
            403,
            "AccessDenied",
            $"User: arn:aws:sts::{TestSts.OtherAccount}:assumed-role/open/session is not authorized to perform: sts:AssumeRole on resource: {TestSts.Arn("alice-only")}");

    [Fact]
    public void A_role_may_trust_a_role()
    {
        _sts.AssumeRole(_sts.AssumeRole(_sts.AliceKeys, "open").Keys, "chained").Granted();
        Assert.Equal("AccessDenied", _sts.AssumeRole(_sts.AliceKeys, "chained").Code);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("other")]
    public void The_external_id_must_be_the_one_of_the_trust_policy(string? externalId) =>
        Assert.Equal("AccessDenied", _sts.AssumeRole(_sts.AliceKeys, "external", ExternalId(externalId)).Code);

    [Fact]
    public void The_right_external_id_opens_the_role() =>
        _sts.AssumeRole(_sts.AliceKeys, "external", ExternalId(TestSts.ExternalId)).Granted();

    [Fact]
    public void An_external_id_that_nobody_asks_for_does_no_harm() =>
        _sts.AssumeRole(_sts.AliceKeys, "open", ExternalId("whatever")).Granted();

    [Fact]
    public void A_session_lasts_as_long_as_asked()
    {
        var answer = _sts.AssumeRole(_sts.AliceKeys, "long", [("DurationSeconds", "43200")]).Granted();
        Assert.Equal(_sts.Time.GetUtcNow().AddHours(12), answer.Expiration);
    }

    [Fact]
    public void A_session_lasts_no_longer_than_the_role_allows()
    {
        _sts.AssumeRole(_sts.AliceKeys, "open", [("DurationSeconds", "3600")]).Granted();
        _sts.AssumeRole(_sts.AliceKeys, "open", [("DurationSeconds", "3601")]).Refused(
            400, "ValidationError", "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_session_that_a_session_asks_for_lasts_one_hour_at_most(bool ofRole)
    {
        var keys = ofRole ? _sts.AssumeRole(_sts.AliceKeys, "long").Keys : _sts.Call(_sts.AliceKeys, "GetSessionToken").Keys;
        _sts.AssumeRole(keys, "long", [("DurationSeconds", "3600")]).Granted();
        _sts.AssumeRole(keys, "long", [("DurationSeconds", "3601")]).Refused(
            400,
            "ValidationError",
            "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining");
    }

    private static IEnumerable<(string, string)> ExternalId(string? externalId) =>
        externalId is null ? [] : [("ExternalId", externalId)];
}
