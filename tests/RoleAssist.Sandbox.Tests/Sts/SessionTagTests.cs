using RoleAssist.Sandbox.Tests.Support;

namespace RoleAssist.Sandbox.Tests.Sts;

/// <summary>Tests session tags and the source identity along a role chain.</summary>
public sealed class SessionTagTests
{
    private const string Invalid = "InvalidParameterValue";

    private readonly TestSts _sts = new();

    [Fact]
    public void Tags_use_space_in_the_session() =>
        Assert.NotNull(_sts.AssumeRole(_sts.AliceKeys, "open", Tag(1, "team", "red")).Granted()["PackedPolicySize"]);

    [Fact]
    public void Tags_require_a_trust_policy_that_allows_them() =>
        _sts.AssumeRole(_sts.AliceKeys, "bare", Tag(1, "team", "red"))
            .Refused(
                403,
                "AccessDenied",
                $"User: {_sts.Alice.Arn} is not authorized to perform: sts:TagSession on resource: {TestSts.Arn("bare")}"
            );

    [Fact]
    public void Tag_keys_are_unique_and_case_insensitive() =>
        _sts.AssumeRole(_sts.AliceKeys, "open", [.. Tag(1, "team", "red"), .. Tag(2, "Team", "blue")])
            .Refused(400, Invalid, "Duplicate tag keys found. Please note that Tag keys are case insensitive.");

    [Fact]
    public void A_transitive_key_must_be_among_the_tags() =>
        _sts.AssumeRole(_sts.AliceKeys, "open", [.. Tag(1, "team", "red"), ("TransitiveTagKeys.member.1", "cost")])
            .Refused(400, Invalid, "The specified transitive tag key must be included in the requested tags.");

    [Fact]
    public void A_transitive_tag_cannot_be_overridden_further_down_the_chain()
    {
        const string Message =
            "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session.";
        var first = Tagged(_sts.AliceKeys).Keys;
        _sts.AssumeRole(first, "open", Tag(1, "TEAM", "blue")).Refused(400, Invalid, Message);
        var second = _sts.AssumeRole(first, "open").Keys;
        _sts.AssumeRole(second, "open", Tag(1, "team", "blue")).Refused(400, Invalid, Message);
    }

    [Fact]
    public void A_transitive_tag_requires_all_roles_of_the_chain_to_allow_tags() =>
        Assert.Contains(
            "sts:TagSession",
            _sts.AssumeRole(Tagged(_sts.AliceKeys).Keys, "bare").Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void Other_tags_are_not_passed_on()
    {
        var keys = _sts.AssumeRole(_sts.AliceKeys, "open", Tag(1, "team", "red")).Keys;
        _sts.AssumeRole(keys, "bare").Granted();
        _sts.AssumeRole(keys, "open", Tag(1, "team", "blue")).Granted();
    }

    [Fact]
    public void Returns_the_source_identity() =>
        Assert.Equal("alice", _sts.AssumeRole(_sts.AliceKeys, "open", Source("alice")).Granted()["SourceIdentity"]);

    [Fact]
    public void A_source_identity_requires_a_trust_policy_that_allows_it() =>
        _sts.AssumeRole(_sts.AliceKeys, "bare", Source("alice"))
            .Refused(
                403,
                "AccessDenied",
                $"User: {_sts.Alice.Arn} is not authorized to perform: sts:SetSourceIdentity on resource: {TestSts.Arn("bare")}"
            );

    [Fact]
    public void A_source_identity_applies_to_the_chain_and_cannot_be_changed()
    {
        var first = _sts.AssumeRole(_sts.AliceKeys, "open", Source("alice")).Keys;
        var second = _sts.AssumeRole(first, "open").Granted();
        Assert.Equal("alice", second["SourceIdentity"]);
        _sts.AssumeRole(second.Keys, "open", Source("alice")).Granted();
        _sts.AssumeRole(second.Keys, "open", Source("mallory"))
            .Refused(
                403,
                "AccessDenied",
                $"User: arn:aws:sts::{TestSts.OtherAccount}:assumed-role/open/session is not authorized to perform: sts:SetSourceIdentity on resource: {TestSts.Arn("open")}"
            );
        Assert.Contains(
            "sts:SetSourceIdentity",
            _sts.AssumeRole(second.Keys, "bare").Message,
            StringComparison.Ordinal
        );
    }

    private Answer Tagged(Keys keys) =>
        _sts.AssumeRole(keys, "open", [.. Tag(1, "team", "red"), ("TransitiveTagKeys.member.1", "team")]).Granted();

    private static (string, string)[] Source(string identity) => [("SourceIdentity", identity)];

    private static (string, string)[] Tag(int number, string key, string value) =>
        [($"Tags.member.{number}.Key", key), ($"Tags.member.{number}.Value", value)];
}
