using Microsoft.Extensions.Logging.Abstractions;
using RoleAssist.Core.Audit;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Requesters;
using RoleAssist.Core.Sessions;
using RoleAssist.Host.State;
using RoleAssist.Interop.Files;
using RoleAssist.TestInfrastructure.Sessions;

namespace RoleAssist.Host.Tests.State;

public sealed class FileAuditTrailTests : IDisposable
{
    private static readonly AuditEvent Event = new(
        new DateTimeOffset(2026, 1, 1, 8, 0, 0, TimeSpan.Zero),
        AuditAction.HandedOut,
        "Visual Studio Code 1.100",
        "0123456789abcdef",
        "prod-admin",
        "arn:aws:sts::444455556666:assumed-role/admin/ana@laptop",
        "ASIA",
        new DateTimeOffset(2026, 1, 1, 9, 0, 0, TimeSpan.Zero),
        "environment",
        AskedBy: Requester.Person
    );

    private readonly string _folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    public void Dispose()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    [Fact]
    public async Task Writes_one_line_per_event_and_reads_it_back()
    {
        await using var trail = SharedPrefixList();
        trail.Write(Event);
        trail.Write(Event with { Action = AuditAction.Ended, Delivery = null });
        await trail.DrainAsync();

        Assert.Equal([Event, Event with { Action = AuditAction.Ended, Delivery = null }], Read());
        Assert.Equal(2, (await File.ReadAllLinesAsync(Path.Combine(_folder, "audit.jsonl"))).Length);
    }

    [Fact]
    public async Task Adds_who_asked_where_the_event_does_not_say_it()
    {
        await WriteAsync(Event with { AskedBy = null }, Event with { AskedBy = Requester.Agent("robot") });

        Assert.Equal([Requester.Person, Requester.Agent("robot")], Read().Select(happened => happened.AskedBy));
    }

    [Fact]
    public async Task Omits_unknown_properties_of_a_peer()
    {
        AuditEvent[] events =
        [
            Event with
            {
                Peer = new AuditPeer(UserId: 1002),
            },
            Event with
            {
                Peer = new AuditPeer(4711, 1000, "aws", "/usr/bin/python3.11"),
            },
        ];
        await WriteAsync(events);

        Assert.Equal(events, Read());
    }

    [Fact]
    public async Task Concurrent_processes_lose_no_line()
    {
        await Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(process =>
                    Task.Run(async () =>
                    {
                        await using var trail = SharedPrefixList();
                        for (var number = 0; number < 50; number++)
                        {
                            trail.Write(Event with { SessionId = $"{process}-{number}" });
                        }
                    })
                )
        );

        Assert.Equal(200, Read().Select(happened => happened.SessionId).Distinct().Count());
    }

    [Fact]
    public async Task Keeps_a_full_file_until_the_next_one_is_full()
    {
        await WriteAsync([
            .. Enumerable
                .Range(0, 10)
                .Select(number => Event with { Profile = new string('p', 300_000), SessionId = $"{number}" }),
        ]);

        Assert.Equal(["4", "5", "6", "7", "8", "9"], Read().Select(happened => happened.SessionId));
        Assert.Equal(2, Directory.GetFiles(_folder, "*.jsonl").Length);
    }

    /// <summary>Each of these lines fills a file, so each writer moves it. The two newest lines must remain.</summary>
    [Fact]
    public async Task Concurrent_processes_move_a_full_file_one_at_a_time()
    {
        var full = Event with { Profile = new string('p', 1024 * 1024) };
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => WriteAsync(full))));
        await WriteAsync(Event);

        Assert.Equal([full, Event], Read());
    }

    [Fact]
    public async Task A_partial_line_does_not_affect_others()
    {
        await WriteAsync(Event);
        await File.AppendAllTextAsync(Path.Combine(_folder, "audit.jsonl"), "{\"time\":\n");
        await WriteAsync(Event);

        Assert.Equal(2, Read().Count);
    }

    /// <summary>The format of RoleAssist 0.1.0.</summary>
    [Fact]
    public async Task A_line_without_a_count_is_one_event()
    {
        await WriteAsync(Event);
        var file = Path.Combine(_folder, "audit.jsonl");
        var line = await File.ReadAllTextAsync(file);
        Assert.Contains(",\"count\":1", line, StringComparison.Ordinal);
        await File.WriteAllTextAsync(file, line.Replace(",\"count\":1", "", StringComparison.Ordinal));

        Assert.Equal([Event], Read());
    }

    [Fact]
    public async Task Write_does_not_wait_for_a_process_that_holds_the_lock()
    {
        await WriteAsync(Event);
        await using var trail = SharedPrefixList();
        using (LockedFile.Open(Path.Combine(_folder, "audit.lock")))
        {
            trail.Write(Event with { SessionId = "later" });
            Assert.Single(Read());
        }

        await trail.DrainAsync();
        Assert.Equal(["0123456789abcdef", "later"], Read().Select(happened => happened.SessionId));
    }

    [Fact]
    public async Task Writes_nothing_if_the_audit_trail_is_off()
    {
        await using var trail = SharedPrefixList(("ROLEASSIST_AUDIT", "off"));
        trail.Write(Event);
        await trail.DrainAsync();

        Assert.False(Directory.Exists(_folder));
    }

    /// <summary>Writes events as a process that exits immediately.</summary>
    private async Task WriteAsync(params AuditEvent[] events)
    {
        await using var trail = SharedPrefixList();
        Array.ForEach(events, trail.Write);
    }

    private IReadOnlyList<AuditEvent> Read() => AuditFile(Environment()).Read();

    private FileAuditTrail SharedPrefixList(params (string Name, string Value)[] more)
    {
        var environment = Environment(more);
        return new FileAuditTrail(
            AuditFile(environment),
            environment,
            new CurrentClient(),
            new FixedRequesters(),
            NullLogger<FileAuditTrail>.Instance
        );
    }

    private static AuditFile AuditFile(ProcessEnvironment environment) =>
        new(new StateFolder(environment), TimeProvider.System);

    private ProcessEnvironment Environment(params (string Name, string Value)[] more) =>
        new([
            KeyValuePair.Create("ROLEASSIST_STATE_FOLDER", _folder),
            .. more.Select(pair => KeyValuePair.Create(pair.Name, pair.Value)),
        ]);
}
