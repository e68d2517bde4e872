using RoleAssist.Sandbox.Accounts;
using RoleAssist.Sandbox.Signing;
using RoleAssist.Sandbox.Tests.Support;

namespace RoleAssist.Sandbox.Tests.Iam;

/// <summary>Tests who can call IAM, and with which signature.</summary>
public sealed class IamAccessTests
{
    private const string Id = "AccessKeyId";
    private const string Name = "UserName";
    private readonly TestSts _sts = new();

    public static TheoryData<string> KeyActions =>
        ["ListAccessKeys", "CreateAccessKey", "UpdateAccessKey", "DeleteAccessKey"];

    [Theory]
    [MemberData(nameof(KeyActions))]
    public void A_session_with_mfa_manages_the_keys_of_its_user(string action) =>
        Call(_sts.SessionOf(_sts.AliceKeys, mfa: true), action, (Name, "alice")).Granted();

    [Theory]
    [MemberData(nameof(KeyActions))]
    public void A_session_without_mfa_is_not_valid_for_iam(string action) =>
        Call(_sts.SessionOf(_sts.AliceKeys, mfa: false), action, (Name, "alice"))
            .Refused(403, "InvalidClientTokenId", "The security token included in the request is invalid");

    [Theory]
    [MemberData(nameof(KeyActions))]
    public void A_session_must_name_its_user(string action) =>
        AssertDenied(Call(_sts.SessionOf(_sts.AliceKeys, mfa: true), action), _sts.Alice.Arn, action, "user null");

    [Theory]
    [MemberData(nameof(KeyActions))]
    public void A_role_must_name_a_user(string action) =>
        Call(RoleKeys(), action)
            .Refused(400, "ValidationError", "Must specify userName when calling with non-User credentials");

    [Theory]
    [MemberData(nameof(KeyActions))]
    public void A_role_has_no_permissions(string action) =>
        AssertDenied(
            Call(RoleKeys(), action, (Name, "alice")),
            $"arn:aws:sts::{TestSts.OtherAccount}:assumed-role/open/session",
            action,
            "user alice"
        );

    [Theory]
    [MemberData(nameof(KeyActions))]
    public void A_user_cannot_manage_the_keys_of_others(string action) =>
        AssertDenied(Call(_sts.AliceKeys, action, (Name, "bob")), _sts.Alice.Arn, action, "user bob");

    [Fact]
    public void A_user_cannot_see_the_use_of_others_keys() =>
        AssertDenied(
            _sts.CallIam(_sts.AliceKeys, "GetAccessKeyLastUsed", (Id, _sts.Bob.AccessKeyId)),
            _sts.Alice.Arn,
            "GetAccessKeyLastUsed",
            $"access key {_sts.Bob.AccessKeyId}"
        );

    [Theory]
    [MemberData(nameof(KeyActions))]
    public void A_policy_can_require_mfa(string action)
    {
        var sts = new TestSts(new KeyRules { RequireMfa = true });
        AssertDenied(Call(sts, sts.AliceKeys, action, (Name, "alice")), sts.Alice.Arn, action, "user alice");
        Call(sts, sts.SessionOf(sts.AliceKeys, mfa: true), action, (Name, "alice")).Granted();
        Call(sts, sts.BobKeys, action, (Name, "bob")).Granted();
    }

    [Fact]
    public void A_session_with_mfa_can_ask_who_its_user_is()
    {
        var session = _sts.SessionOf(_sts.AliceKeys, mfa: true);
        Assert.Equal("alice", _sts.CallIam(session, "GetUser").Granted()[Name]);
        AssertDenied(_sts.CallIam(session, "GetUser", (Name, "bob")), _sts.Alice.Arn, "GetUser", "user bob");
    }

    [Fact]
    public void A_session_outlives_the_key_that_it_began_with()
    {
        var session = _sts.SessionOf(_sts.AliceKeys, mfa: true);
        Call(session, "UpdateAccessKey", (Name, "alice")).Granted();
        Call(session, "DeleteAccessKey", (Name, "alice")).Granted();
        _sts.CallerIdentity(session).Granted();
    }

    [Fact]
    public void Iam_has_no_signature_for_another_service() =>
        Send(signer => signer with { Service = "sts" })
            .Refused(403, "SignatureDoesNotMatch", "Credential should be scoped to correct service: 'iam'. ");

    [Fact]
    public void Iam_has_one_region() =>
        Send(signer => signer with { Region = "eu-central-1" })
            .Refused(
                403,
                "SignatureDoesNotMatch",
                "Credential should be scoped to a valid region, not 'eu-central-1'. "
            );

    [Fact]
    public void A_wrong_secret_does_not_match() =>
        Assert.Equal(
            "SignatureDoesNotMatch",
            Send(signer => signer with { Keys = _sts.AliceKeys with { SecretAccessKey = "wrong" } }).Code
        );

    [Fact]
    public void An_unsigned_call_lacks_a_token() =>
        _sts.SendIam(SignableRequest.Create("GET", "/?Action=ListAccessKeys&Version=2010-05-08", [], []))
            .Refused(403, "MissingAuthenticationToken", "Request is missing Authentication Token");

    [Fact]
    public void Iam_has_its_own_version() =>
        Send(signer => signer with { ApiVersion = "2011-06-15" })
            .Refused(400, "InvalidAction", "Could not find operation ListAccessKeys for version 2011-06-15");

    [Fact]
    public void An_ended_session_is_expired()
    {
        var session = _sts.SessionOf(_sts.AliceKeys, mfa: true);
        _sts.Time.Advance(TimeSpan.FromHours(13));
        _sts.CallIam(session, "ListAccessKeys", (Name, "alice"))
            .Refused(403, "ExpiredToken", "The security token included in the request is expired");
    }

    private Keys RoleKeys() => _sts.AssumeRole(_sts.AliceKeys, "open").Keys;

    private Answer Send(Func<RequestSigner, RequestSigner> change) =>
        _sts.SendIam(change(_sts.Signer(_sts.AliceKeys).ForIam).Post("ListAccessKeys"));

    private Answer Call(Keys keys, string action, params IEnumerable<(string, string)> parameters) =>
        Call(_sts, keys, action, parameters);

    /// <summary>Calls an action with valid values for what it requires: the user's only key.</summary>
    private static Answer Call(TestSts sts, Keys keys, string action, params IEnumerable<(string, string)> parameters)
    {
        var named = parameters.ToList();
        var id = named.Contains((Name, "bob")) ? sts.Bob.AccessKeyId : sts.Alice.AccessKeyId;
        return action is "UpdateAccessKey" or "DeleteAccessKey"
            ? sts.CallIam(keys, action, [(Id, id), ("Status", "Inactive"), .. named])
            : sts.CallIam(keys, action, named);
    }

    private static void AssertDenied(Answer answer, string caller, string action, string resource) =>
        answer.Refused(
            403,
            "AccessDenied",
            $"User: {caller} is not authorized to perform: iam:{action} on resource: {resource} "
                + $"because no identity-based policy allows the iam:{action} action"
        );
}
