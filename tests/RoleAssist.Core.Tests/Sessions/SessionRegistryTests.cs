using Microsoft.Extensions.Time.Testing;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Core.Tests.Sessions;

public sealed class SessionRegistryTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly SessionRegistry _registry;
    private readonly List<SessionsSnapshot> _told = [];

    public SessionRegistryTests()
    {
        _registry = new SessionRegistry(_time);
        _registry.Changed += _told.Add;
    }

    public void Dispose() => _registry.Dispose();

    [Fact]
    public void Every_change_is_told_as_a_whole_with_a_higher_revision()
    {
        _registry.Put(Session("a"));
        _registry.Put(Session("b"));
        _registry.End(new SessionId("a"));

        Assert.Equal(["a", "b a", "b"], _told.Select(Ids));
        Assert.Equal(_told.Select(snapshot => snapshot.Revision).Order().Distinct(), _told.Select(snapshot => snapshot.Revision));
    }

    [Fact]
    public void A_renewed_session_comes_to_the_front_and_stays_one()
    {
        _registry.Put(Session("a"));
        _registry.Put(Session("b"));
        _registry.Put(Session("a"));

        Assert.Equal("a b", Ids(_registry.Snapshot));
    }

    [Fact]
    public void The_end_of_a_session_is_told_when_it_comes()
    {
        _registry.Put(Session("long", minutes: 60));
        _registry.Put(Session("short", minutes: 20));
        _told.Clear();

        _time.Advance(TimeSpan.FromMinutes(21));
        var first = Assert.Single(_told);
        Assert.Equal([true, false], first.Sessions.Select(session => session.IsExpired(first.Time)));

        _time.Advance(TimeSpan.FromMinutes(40));
        Assert.Equal(2, _told.Count);
        Assert.All(_told[1].Sessions, session => Assert.True(session.IsExpired(_told[1].Time)));
    }

    [Fact]
    public void Expired_credentials_are_not_handed_out()
    {
        _registry.Put(Session("a", minutes: 20));
        _time.Advance(TimeSpan.FromMinutes(20));

        Assert.Equal(ErrorCode.CredentialsExpired, Assert.Throws<RoleAssistException>(() => _registry.GetLive(new SessionId("a"))).Code);
    }

    [Fact]
    public void A_session_that_is_not_there_cannot_be_ended_and_changes_nothing()
    {
        Assert.Equal(ErrorCode.SessionNotFound, Assert.Throws<RoleAssistException>(() => _registry.End(new SessionId("a"))).Code);
        Assert.Equal(ErrorCode.SessionNotFound, Assert.Throws<RoleAssistException>(() => _registry.GetLive(new SessionId("a"))).Code);
        Assert.Empty(_told);
    }

    private static string Ids(SessionsSnapshot snapshot) => string.Join(' ', snapshot.Sessions.Select(session => session.Id.Value));

    [Fact]
    public void A_session_may_end_in_the_far_future()
    {
        _registry.Put(Session("a", minutes: 60 * 24 * 3650));

        Assert.Equal("a", Assert.Single(_registry.Snapshot.Sessions).Id.Value);
    }

    private Session Session(string id, int minutes = 60)
    {
        var credentials = new AwsCredentials("ASIA", "secret", "token", _time.GetUtcNow().AddMinutes(minutes));
        var chain = new RoleChain(id, new KeySource(BaseKind.AccessKey, "home", credentials), [], null, new ServiceEndpoint(new Uri("https://sts"), "us-east-1"), ProfileEndpoints.None);
        return new Session(new SessionId(id), chain, credentials, "123456789012", "arn");
    }
}
