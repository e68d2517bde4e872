using RoleAssist.Sandbox.Tests.Support;

namespace RoleAssist.Sandbox.Tests.Sts;

/// <summary>Tests which callers can assume which role, and for how long.</summary>
public sealed class AssumeRoleTests
{
    private readonly TestSts _sts = new();

    private string AliceArn => _sts.Alice.Arn;

    [Fact]
    public void A_trusted_account_can_assume_the_role()
    {
        var answer = _sts.AssumeRole(_sts.BobKeys, "open").Granted();
        Assert.Equal($"arn:aws:sts::{TestSts.OtherAccount}:assumed-role/open/session", answer["Arn"]);
        Assert.EndsWith(":session", answer["AssumedRoleId"], StringComparison.Ordinal);
        Assert.Equal(_sts.Time.GetUtcNow().AddHours(1), answer.Expiration);
        Assert.Null(answer["PackedPolicySize"]);
        Assert.Null(answer["SourceIdentity"]);
    }

    [Fact]
    public void An_untrusted_user_cannot_assume_the_role() =>
        _sts.AssumeRole(_sts.BobKeys, "alice-only")
            .Refused(
                403,
                "AccessDenied",
                $"User: {_sts.Bob.Arn} is not authorized to perform: sts:AssumeRole on resource: {TestSts.Arn("alice-only")}"
            );

    [Fact]
    public void A_trusted_user_can_assume_the_role() => _sts.AssumeRole(_sts.AliceKeys, "alice-only").Granted();

    [Fact]
    public void A_missing_role_gives_the_same_error_as_an_untrusting_one() =>
        _sts.AssumeRole(_sts.AliceKeys, "missing")
            .Refused(
                403,
                "AccessDenied",
                $"User: {AliceArn} is not authorized to perform: sts:AssumeRole on resource: {TestSts.Arn("missing")}"
            );

    [Fact]
    public void A_rejected_session_is_named_by_its_own_arn() =>
        _sts.AssumeRole(_sts.AssumeRole(_sts.AliceKeys, "open").Keys, "alice-only")
            .Refused(
                403,
                "AccessDenied",
                $"User: arn:aws:sts::{TestSts.OtherAccount}:assumed-role/open/session is not authorized to perform: sts:AssumeRole on resource: {TestSts.Arn("alice-only")}"
            );

    [Fact]
    public void A_role_can_trust_a_role()
    {
        _sts.AssumeRole(_sts.AssumeRole(_sts.AliceKeys, "open").Keys, "chained").Granted();
        Assert.Equal("AccessDenied", _sts.AssumeRole(_sts.AliceKeys, "chained").Code);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("other")]
    public void The_external_id_must_match_the_trust_policy(string? externalId) =>
        Assert.Equal("AccessDenied", _sts.AssumeRole(_sts.AliceKeys, "external", ExternalId(externalId)).Code);

    [Fact]
    public void The_correct_external_id_allows_the_role() =>
        _sts.AssumeRole(_sts.AliceKeys, "external", ExternalId(TestSts.ExternalId)).Granted();

    [Fact]
    public void An_unneeded_external_id_is_ignored() =>
        _sts.AssumeRole(_sts.AliceKeys, "open", ExternalId("whatever")).Granted();

    [Fact]
    public void A_session_lasts_for_the_requested_time()
    {
        var answer = _sts.AssumeRole(_sts.AliceKeys, "long", [("DurationSeconds", "43200")]).Granted();
        Assert.Equal(_sts.Time.GetUtcNow().AddHours(12), answer.Expiration);
    }

    [Fact]
    public void A_session_cannot_exceed_the_roles_maximum()
    {
        _sts.AssumeRole(_sts.AliceKeys, "open", [("DurationSeconds", "3600")]).Granted();
        _sts.AssumeRole(_sts.AliceKeys, "open", [("DurationSeconds", "3601")])
            .Refused(
                400,
                "ValidationError",
                "The requested DurationSeconds exceeds the MaxSessionDuration set for this role."
            );
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_chained_session_lasts_at_most_one_hour(bool ofRole)
    {
        var keys = ofRole
            ? _sts.AssumeRole(_sts.AliceKeys, "long").Keys
            : _sts.Call(_sts.AliceKeys, "GetSessionToken").Keys;
        _sts.AssumeRole(keys, "long", [("DurationSeconds", "3600")]).Granted();
        _sts.AssumeRole(keys, "long", [("DurationSeconds", "3601")])
            .Refused(
                400,
                "ValidationError",
                "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining"
            );
    }

    private static IEnumerable<(string, string)> ExternalId(string? externalId) =>
        externalId is null ? [] : [("ExternalId", externalId)];
}
