using RoleAssist.Sandbox.Accounts;
using RoleAssist.Sandbox.Tests.Support;

namespace RoleAssist.Sandbox.Tests.Sts;

/// <summary>Tests the validation of session tokens.</summary>
public sealed class SessionTokenTests
{
    private const string Invalid = "InvalidClientTokenId";
    private const string InvalidMessage = "The security token included in the request is invalid.";

    private readonly TestSts _sts = new();

    private Keys NewSession => _sts.AssumeRole(_sts.AliceKeys, "open").Keys;

    [Fact]
    public void Credentials_have_the_format_of_temporary_ones()
    {
        var keys = NewSession;
        Assert.Matches("^ASIA[A-Z2-7]{16}$", keys.AccessKeyId);
        Assert.Equal(40, keys.SecretAccessKey.Length);
        Assert.DoesNotContain("open", keys.SessionToken, StringComparison.Ordinal);
    }

    [Fact]
    public void Rejects_a_session_from_the_second_it_expires()
    {
        var keys = _sts.AssumeRole(_sts.AliceKeys, "open", [("DurationSeconds", "900")]).Keys;
        _sts.Time.Advance(TimeSpan.FromSeconds(899));
        _sts.CallerIdentity(keys).Granted();
        _sts.Time.Advance(TimeSpan.FromSeconds(1));
        _sts.CallerIdentity(keys).Refused(403, "ExpiredToken", "The security token included in the request is expired");
    }

    [Fact]
    public void Rejects_a_wrong_secret() =>
        Assert.Equal("SignatureDoesNotMatch", _sts.CallerIdentity(NewSession with { SecretAccessKey = "wrong" }).Code);

    [Fact]
    public void Rejects_a_temporary_key_without_its_token() =>
        _sts.CallerIdentity(NewSession with { SessionToken = null }).Refused(403, Invalid, InvalidMessage);

    [Fact]
    public void Rejects_a_token_with_the_key_of_another_session()
    {
        var (one, other) = (NewSession, NewSession);
        _sts.CallerIdentity(one with { SessionToken = other.SessionToken }).Refused(403, Invalid, InvalidMessage);
    }

    [Fact]
    public void Rejects_a_long_term_key_with_a_token() =>
        _sts.CallerIdentity(_sts.AliceKeys with { SessionToken = NewSession.SessionToken })
            .Refused(403, Invalid, InvalidMessage);

    [Theory]
    [InlineData(0)]
    [InlineData(30)]
    [InlineData(60)]
    public void Rejects_a_tampered_token(int position)
    {
        var keys = NewSession;
        var token = keys.SessionToken!.ToCharArray();
        token[position] = token[position] == 'A' ? 'B' : 'A';
        _sts.CallerIdentity(keys with { SessionToken = new string(token) }).Refused(403, Invalid, InvalidMessage);
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("AAAA")]
    [InlineData("not base 64 at all!")]
    public void Rejects_an_invalid_token(string token) =>
        _sts.CallerIdentity(NewSession with { SessionToken = token }).Refused(403, Invalid, InvalidMessage);

    [Fact]
    public void Rejects_the_token_of_another_sandbox()
    {
        var foreign = new SessionTokens(new byte[32]).Issue(
            new Session(TestSts.Arn("open"), "session", DateTimeOffset.MaxValue, false, Session.NoTags, null)
        );
        _sts.CallerIdentity(new Keys(foreign.AccessKeyId, foreign.SecretAccessKey, foreign.SessionToken))
            .Refused(403, Invalid, InvalidMessage);
    }

    [Fact]
    public void Accepts_the_token_of_an_earlier_run()
    {
        var earlier = new SessionTokens(TestSts.SealingKey).Issue(
            new Session(TestSts.Arn("open"), "session", DateTimeOffset.MaxValue, false, Session.NoTags, null)
        );
        _sts.CallerIdentity(new Keys(earlier.AccessKeyId, earlier.SecretAccessKey, earlier.SessionToken)).Granted();
    }

    [Fact]
    public void Rejects_the_token_of_a_deleted_role()
    {
        var orphan = _sts.Tokens.Issue(
            new Session(TestSts.Arn("gone"), "session", DateTimeOffset.MaxValue, false, Session.NoTags, null)
        );
        _sts.CallerIdentity(new Keys(orphan.AccessKeyId, orphan.SecretAccessKey, orphan.SessionToken))
            .Refused(403, Invalid, InvalidMessage);
    }
}
