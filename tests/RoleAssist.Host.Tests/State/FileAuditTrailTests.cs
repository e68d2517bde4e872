using Microsoft.Extensions.Logging.Abstractions;
using RoleAssist.Core.Audit;
using RoleAssist.Core.Profiles;
using RoleAssist.Host.State;

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
    public void What_is_written_is_a_line_that_is_read_again()
    {
        var trail = Trail();
        trail.Write(Event);
        trail.Write(Event with { Action = AuditAction.Ended, Delivery = null });

        Assert.Equal([Event, Event with { Action = AuditAction.Ended, Delivery = null }], trail.Read());
        Assert.Equal(2, File.ReadAllLines(Path.Combine(_folder, "audit.jsonl")).Length);
    }

    [Fact]
    public async Task Processes_that_write_at_once_lose_no_line()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(process => Task.Run(() =>
        {
            var trail = Trail();
            for (var number = 0; number < 50; number++)
            {
                trail.Write(Event with { SessionId = $"{process}-{number}" });
            }
        })));

        Assert.Equal(200, Trail().Read().Select(happened => happened.SessionId).Distinct().Count());
    }

    [Fact]
    public void A_full_file_makes_room_and_is_kept_until_the_next_is_full()
    {
        var trail = Trail();
        var large = Event with { Profile = new string('p', 300_000) };
        foreach (var number in Enumerable.Range(0, 10))
        {
            trail.Write(large with { SessionId = $"{number}" });
        }

        Assert.Equal(["4", "5", "6", "7", "8", "9"], trail.Read().Select(happened => happened.SessionId));
        Assert.Equal(2, Directory.GetFiles(_folder, "*.jsonl").Length);
    }

    /// <summary>Each of these lines fills a file, so each writer moves it; the two newest must be left, whoever moved last.</summary>
    [Fact]
    public async Task Processes_that_fill_the_file_at_once_move_it_one_after_another()
    {
        var full = Event with { Profile = new string('p', 1024 * 1024) };
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Trail().Write(full))));
        Trail().Write(Event);

        Assert.Equal([full, Event], Trail().Read());
    }

    [Fact]
    public void Half_a_line_costs_no_other()
    {
        var trail = Trail();
        trail.Write(Event);
        File.AppendAllText(Path.Combine(_folder, "audit.jsonl"), "{\"time\":\n");
        trail.Write(Event);

        Assert.Equal(2, trail.Read().Count);
    }

    [Fact]
    public void Somebody_who_wants_none_has_none()
    {
        Trail(("ROLEASSIST_AUDIT", "off")).Write(Event);

        Assert.False(Directory.Exists(_folder));
    }

    private FileAuditTrail Trail(params (string Name, string Value)[] more)
    {
        var environment = new ProcessEnvironment(
            [KeyValuePair.Create("ROLEASSIST_STATE_FOLDER", _folder), .. more.Select(pair => KeyValuePair.Create(pair.Name, pair.Value))]);
        return new FileAuditTrail(new StateFolder(environment), environment, TimeProvider.System, NullLogger<FileAuditTrail>.Instance);
    }
}
