using Microsoft.Extensions.Logging.Abstractions;
using RoleAssist.Core.Audit;
using RoleAssist.Core.Environment;
using RoleAssist.Host.State;
using RoleAssist.Interop.Files;

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
        "environment");

    private readonly string _folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    public void Dispose()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    [Fact]
    public async Task What_is_written_is_a_line_that_is_read_again()
    {
        await using var trail = Trail();
        trail.Write(Event);
        trail.Write(Event with { Action = AuditAction.Ended, Delivery = null });
        await trail.DrainAsync();

        Assert.Equal([Event, Event with { Action = AuditAction.Ended, Delivery = null }], Read());
        Assert.Equal(2, (await File.ReadAllLinesAsync(Path.Combine(_folder, "audit.jsonl"))).Length);
    }

    [Fact]
    public async Task What_the_kernel_did_not_say_of_a_peer_is_left_out()
    {
        AuditEvent[] events = [Event with { Peer = new AuditPeer(UserId: 1002) }, Event with { Peer = new AuditPeer(4711, 1000, "aws", "/usr/bin/python3.11") }];
        await WriteAsync(events);

        Assert.Equal(events, Read());
    }

    [Fact]
    public async Task Processes_that_write_at_once_lose_no_line()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(process => Task.Run(async () =>
        {
            await using var trail = Trail();
            for (var number = 0; number < 50; number++)
            {
                trail.Write(Event with { SessionId = $"{process}-{number}" });
            }
        })));

        Assert.Equal(200, Read().Select(happened => happened.SessionId).Distinct().Count());
    }

    [Fact]
    public async Task A_full_file_makes_room_and_is_kept_until_the_next_is_full()
    {
        await WriteAsync([.. Enumerable.Range(0, 10).Select(number => Event with { Profile = new string('p', 300_000), SessionId = $"{number}" })]);

        Assert.Equal(["4", "5", "6", "7", "8", "9"], Read().Select(happened => happened.SessionId));
        Assert.Equal(2, Directory.GetFiles(_folder, "*.jsonl").Length);
    }

    /// <summary>Each of these lines fills a file, so each writer moves it; the two newest must be left, whoever moved last.</summary>
    [Fact]
    public async Task Processes_that_fill_the_file_at_once_move_it_one_after_another()
    {
        var full = Event with { Profile = new string('p', 1024 * 1024) };
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => WriteAsync(full))));
        await WriteAsync(Event);

        Assert.Equal([full, Event], Read());
    }

    [Fact]
    public async Task Half_a_line_costs_no_other()
    {
        await WriteAsync(Event);
        await File.AppendAllTextAsync(Path.Combine(_folder, "audit.jsonl"), "{\"time\":\n");
        await WriteAsync(Event);

        Assert.Equal(2, Read().Count);
    }

    /// <summary>As RoleAssist 0.1.0 wrote them.</summary>
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
    public async Task Who_writes_does_not_wait_for_a_process_that_has_the_file()
    {
        await WriteAsync(Event);
        await using var trail = Trail();
        using (LockedFile.Open(Path.Combine(_folder, "audit.lock")))
        {
            trail.Write(Event with { SessionId = "later" });
            Assert.Single(Read());
        }

        await trail.DrainAsync();
        Assert.Equal(["0123456789abcdef", "later"], Read().Select(happened => happened.SessionId));
    }

    [Fact]
    public async Task Somebody_who_wants_none_has_none()
    {
        await using var trail = Trail(("ROLEASSIST_AUDIT", "off"));
        trail.Write(Event);
        await trail.DrainAsync();

        Assert.False(Directory.Exists(_folder));
    }

    /// <summary>What a process writes that ends at once.</summary>
    private async Task WriteAsync(params AuditEvent[] events)
    {
        await using var trail = Trail();
        Array.ForEach(events, trail.Write);
    }

    private IReadOnlyList<AuditEvent> Read() => AuditFile(Environment()).Read();

    private FileAuditTrail Trail(params (string Name, string Value)[] more)
    {
        var environment = Environment(more);
        return new FileAuditTrail(AuditFile(environment), environment, NullLogger<FileAuditTrail>.Instance);
    }

    private static AuditFile AuditFile(ProcessEnvironment environment) => new(new StateFolder(environment), TimeProvider.System);

    private ProcessEnvironment Environment(params (string Name, string Value)[] more) =>
        new([KeyValuePair.Create("ROLEASSIST_STATE_FOLDER", _folder), .. more.Select(pair => KeyValuePair.Create(pair.Name, pair.Value))]);
}
