using Microsoft.Extensions.Time.Testing;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Core.Tests.Sessions;

public sealed class SessionRegistryTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly SessionRegistry _registry;
    private readonly List<SessionsSnapshot> _raised = [];

    public SessionRegistryTests()
    {
        _registry = new SessionRegistry(_time);
        _registry.Changed += _raised.Add;
    }

    public void Dispose() => _registry.Dispose();

    [Fact]
    public void Raises_a_complete_snapshot_with_a_higher_revision_for_each_change()
    {
        Put(Session("a"));
        Put(Session("b"));
        _registry.End(new SessionId("a"));

        Assert.Equal(["a", "b a", "b"], _raised.Select(Ids));
        Assert.Equal(
            _raised.Select(snapshot => snapshot.Revision).Order().Distinct(),
            _raised.Select(snapshot => snapshot.Revision)
        );
    }

    [Fact]
    public async Task A_slow_listener_does_not_block_access_to_the_sessions()
    {
        using var entered = new SemaphoreSlim(0);
        using var leave = new SemaphoreSlim(0);
        _registry.Changed += _ =>
        {
            entered.Release();
            leave.Wait();
        };
        var session = Session("a");
        var change = Task.Run(() => _registry.Begin(new SessionEntry(session.Id, AnyTarget, session.Chain)));
        await entered.WaitAsync(TimeSpan.FromMinutes(1));

        var seen = await Task.Run(() => _registry.Snapshot).WaitAsync(TimeSpan.FromMinutes(1));

        Assert.Equal("a", Ids(seen));
        leave.Release();
        await change.WaitAsync(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Raises_changes_from_many_threads_in_order_before_they_return()
    {
        // The list needs no lock: listeners are never called from two threads at once.
        using var registry = new SessionRegistry(_time);
        var raised = new List<SessionsSnapshot>();
        registry.Changed += raised.Add;

        var revisions = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(number =>
                    Task.Run(() =>
                    {
                        var session = Session($"s{number}");
                        registry.Begin(new SessionEntry(session.Id, AnyTarget, session.Chain));
                        return raised[^1].Entries.Any(entry => entry.Id == session.Id);
                    })
                )
        );

        Assert.All(revisions, Assert.True);
        Assert.Equal(
            Enumerable.Range(1, 8).Select(revision => (long)revision),
            raised.Select(snapshot => snapshot.Revision)
        );
    }

    [Fact]
    public void Raises_a_change_made_by_a_listener_after_the_current_one()
    {
        var seen = new List<string>();
        _registry.Changed += snapshot =>
        {
            if (Ids(snapshot) == "a" && snapshot.Entries[0].Issued is not null)
            {
                _registry.End(new SessionId("a"));
            }
        };
        _registry.Changed += snapshot => seen.Add(Ids(snapshot));

        Put(Session("a"));

        Assert.Equal("", seen[^1]);

        // Put discards the first snapshot, in which the session was only requested.
        Assert.Equal(_raised.Select(Ids), seen.Skip(1));
    }

    [Fact]
    public void Raises_later_changes_after_a_listener_has_failed()
    {
        var failing = true;
        _registry.Changed += _ =>
        {
            if (failing)
            {
                throw new InvalidOperationException();
            }
        };
        Assert.Throws<InvalidOperationException>(() => Put(Session("a")));
        failing = false;

        Put(Session("b"));

        Assert.Contains("b", Ids(_raised[^1]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_renewed_session_keeps_its_place_and_is_not_duplicated()
    {
        Put(Session("a"));
        Put(Session("b"));
        Put(Session("a"));

        Assert.Equal("b a", Ids(_registry.Snapshot));
    }

    [Fact]
    public void Raises_a_change_when_a_session_expires()
    {
        Put(Session("long", minutes: 60));
        Put(Session("short", minutes: 20));
        _raised.Clear();

        _time.Advance(TimeSpan.FromMinutes(21));
        var first = Assert.Single(_raised);
        Assert.Equal([true, false], first.Entries.Select(entry => entry.StateAt(first.Time) == SessionState.Expired));

        _time.Advance(TimeSpan.FromMinutes(40));
        Assert.Equal(2, _raised.Count);
        Assert.All(_raised[1].Entries, entry => Assert.Equal(SessionState.Expired, entry.StateAt(_raised[1].Time)));
    }

    [Fact]
    public void Does_not_return_expired_credentials()
    {
        Put(Session("a", minutes: 20));
        _time.Advance(TimeSpan.FromMinutes(20));

        Assert.Equal(
            ErrorCode.CredentialsExpired,
            Assert.Throws<RoleAssistException>(() => _registry.GetUnexpired(new SessionId("a"))).Code
        );
    }

    [Fact]
    public void Ending_an_unknown_session_fails_and_changes_nothing()
    {
        Assert.Equal(
            ErrorCode.SessionNotFound,
            Assert.Throws<RoleAssistException>(() => _registry.End(new SessionId("a"))).Code
        );
        Assert.Equal(
            ErrorCode.SessionNotFound,
            Assert.Throws<RoleAssistException>(() => _registry.GetUnexpired(new SessionId("a"))).Code
        );
        Assert.Empty(_raised);
    }

    [Fact]
    public void A_session_passes_through_its_states()
    {
        var session = Session("a", minutes: 20);
        var entry = new SessionEntry(session.Id, AnyTarget, session.Chain);
        var transient = new RoleAssistException(ErrorCode.ServiceUnavailable, "no");

        _registry.Begin(entry);
        _registry.Put(AnyTarget, session, renewAt: null);
        _registry.Begin(entry);
        _registry.Fail(session.Id, transient, _time.GetUtcNow());
        _registry.Fail(session.Id, new RoleAssistException(ErrorCode.MfaRequired, "code"), null);
        _registry.Fail(session.Id, transient, null);
        _time.Advance(TimeSpan.FromMinutes(20));

        Assert.Equal(
            [
                SessionState.Assuming,
                SessionState.Active,
                SessionState.Refreshing,
                SessionState.Expiring,
                SessionState.NeedsMfa,
                SessionState.Expiring,
                SessionState.Failed,
            ],
            _raised.Select(snapshot => Assert.Single(snapshot.Entries).StateAt(snapshot.Time))
        );
    }

    [Fact]
    public void A_session_ended_during_a_request_to_sts_stays_ended()
    {
        var session = Session("a");
        Put(session);
        _registry.Begin(new SessionEntry(session.Id, AnyTarget, session.Chain));
        _registry.End(session.Id);

        _registry.Put(AnyTarget, session, renewAt: null);

        Assert.Empty(_registry.Snapshot.Entries);
    }

    [Fact]
    public void Removes_a_session_that_was_never_issued()
    {
        var session = Session("a");
        _registry.Begin(new SessionEntry(session.Id, AnyTarget, session.Chain));

        _registry.Fail(session.Id, new RoleAssistException(ErrorCode.MfaRequired, "code"), null);

        Assert.Empty(_registry.Snapshot.Entries);
    }

    private static AssumeTarget AnyTarget { get; } = new();

    private void Put(Session session)
    {
        _registry.Begin(new SessionEntry(session.Id, AnyTarget, session.Chain));
        _raised.RemoveAll(snapshot => snapshot.Revision == _registry.Snapshot.Revision);
        _registry.Put(AnyTarget, session, renewAt: null);
    }

    private static string Ids(SessionsSnapshot snapshot) =>
        string.Join(' ', snapshot.Entries.Select(entry => entry.Id.Value));

    [Fact]
    public void Accepts_an_expiration_in_the_far_future()
    {
        Put(Session("a", minutes: 60 * 24 * 3650));

        Assert.Equal("a", Assert.Single(_registry.Snapshot.Entries).Id.Value);
    }

    private Session Session(string id, int minutes = 60)
    {
        var credentials = new AwsCredentials("ASIA", "secret", "token", _time.GetUtcNow().AddMinutes(minutes));
        var chain = new RoleChain(
            id,
            new KeySource(ProfileKind.AccessKey, "home", credentials),
            [],
            null,
            new ServiceEndpoint(new Uri("https://sts"), "us-east-1"),
            ProfileEndpoints.None
        );
        return new Session(new SessionId(id), chain, credentials, "123456789012", "arn");
    }
}
