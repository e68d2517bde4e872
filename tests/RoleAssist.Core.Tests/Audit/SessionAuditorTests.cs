using Microsoft.Extensions.Time.Testing;
using RoleAssist.Core.Audit;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Core.Tests.Audit;

public sealed class SessionAuditorTests : IDisposable, IAuditTrail
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 8, 0, 0, TimeSpan.Zero));
    private readonly SessionRegistry _registry;
    private readonly SessionAuditor _auditor;
    private readonly List<AuditEvent> _written = [];

    public SessionAuditorTests()
    {
        _registry = new SessionRegistry(_time);
        _auditor = new SessionAuditor(_registry, new CurrentClient(), this, _time);
    }

    private IEnumerable<(string? Key, string? Delivery, int Count)> HandedOut =>
        _written
            .Where(happened => happened.Action == AuditAction.HandedOut)
            .Select(happened => (happened.AccessKeyId, happened.Delivery, happened.Count));

    void IAuditTrail.Write(AuditEvent happened) => _written.Add(happened);

    public void Dispose()
    {
        _auditor.Dispose();
        _registry.Dispose();
    }

    [Fact]
    public void Writes_the_first_hand_out_immediately_and_counts_repeats()
    {
        var session = Session("ASIA1");

        for (var number = 0; number < 1_000; number++)
        {
            _auditor.HandedOut(session, "endpoint");
        }

        Assert.Equal([("ASIA1", "endpoint", 1)], HandedOut);
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal([("ASIA1", "endpoint", 1), ("ASIA1", "endpoint", 999)], HandedOut);
    }

    [Fact]
    public void Writes_separate_lines_for_other_credentials_and_deliveries()
    {
        _auditor.HandedOut(Session("ASIA1"), "endpoint");
        _auditor.HandedOut(Session("ASIA2"), "endpoint");
        _auditor.HandedOut(Session("ASIA2"), "environment");

        Assert.Equal([("ASIA1", "endpoint", 1), ("ASIA2", "endpoint", 1), ("ASIA2", "environment", 1)], HandedOut);
    }

    [Fact]
    public void Writes_the_next_hand_out_immediately_after_a_pause()
    {
        var session = Session("ASIA1");
        _auditor.HandedOut(session, "endpoint");
        _time.Advance(TimeSpan.FromSeconds(10));

        _auditor.HandedOut(session, "endpoint");

        Assert.Equal([("ASIA1", "endpoint", 1), ("ASIA1", "endpoint", 1)], HandedOut);
    }

    [Fact]
    public void Writes_counted_hand_outs_before_a_session_or_the_process_ends()
    {
        var session = Session("ASIA1");
        _registry.Begin(new SessionEntry(session.Id, new AssumeTarget(), session.Chain));
        _registry.Put(new AssumeTarget(), session, renewAt: null);
        for (var number = 0; number < 3; number++)
        {
            _auditor.HandedOut(session, "endpoint");
        }

        _registry.End(session.Id);
        Assert.Equal(
            [(AuditAction.Issued, 1), (AuditAction.HandedOut, 1), (AuditAction.HandedOut, 2), (AuditAction.Ended, 1)],
            _written.Select(happened => (happened.Action, happened.Count))
        );

        _auditor.HandedOut(session, "endpoint");
        _auditor.Dispose();
        Assert.Equal(4, HandedOut.Sum(line => line.Count));
    }

    private static Session Session(string key)
    {
        var chain = new RoleChain(
            "dev",
            new KeySource(ProfileKind.AccessKey, "home", new AwsCredentials("AKIA", "secret")),
            [],
            null,
            new ServiceEndpoint(new Uri("http://sts"), "eu-west-1"),
            ProfileEndpoints.None
        );
        return new Session(
            SessionId.FromChain(chain),
            chain,
            new AwsCredentials(key, "secret", "token"),
            "123456789012",
            "arn"
        );
    }
}
