using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;
using RoleAssist.Aws.SharedConfig;
using RoleAssist.Core.Profiles;
using RoleAssist.TestInfrastructure;

namespace RoleAssist.Aws.Tests.SharedConfig;

public sealed class SharedConfigWatcherTests : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("roleassist-").FullName;
    private readonly FakeTimeProvider _time = new();

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [Fact]
    public void Several_events_are_one_change_once_they_are_over()
    {
        using var watcher = Watcher(out var changes);
        Write(".aws/config", "[profile a]\n");
        watcher.Touch();
        _time.Advance(SharedConfigWatcher.Quiet / 2);
        watcher.Touch();
        _time.Advance(SharedConfigWatcher.Quiet / 2);
        Assert.False(changes.TryRead(out _));

        _time.Advance(SharedConfigWatcher.Quiet / 2);

        Assert.True(changes.TryRead(out var profiles));
        Assert.Equal("a", Assert.Single(profiles.Profiles).Name);
        Assert.False(changes.TryRead(out _));
    }

    [Fact]
    public void An_event_that_changed_nothing_is_no_change()
    {
        Write(".aws/config", "[profile a]\n");
        using var watcher = Watcher(out var changes);
        Write(".aws/config", "[profile a]\n");

        watcher.Touch();
        _time.Advance(SharedConfigWatcher.Quiet);

        Assert.False(changes.TryRead(out _));
    }

    [Fact]
    public void What_was_edited_between_being_read_and_being_watched_is_a_change()
    {
        var store = Store(_time);
        Write(".aws/config", "[profile a]\n");
        store.Load();
        Write(".aws/config", "[profile b]\n");

        using var watcher = Start(new SharedConfigWatcher(store, [], _time), out var changes);

        Assert.True(changes.TryRead(out var profiles));
        Assert.Equal("b", Assert.Single(profiles.Profiles).Name);
    }

    [Fact]
    public void A_half_written_file_is_looked_at_again()
    {
        Write(".aws/config", "[profile a]\n");
        using var watcher = Watcher(out var changes);
        Write(".aws/config", "[profile b]\nreg");
        watcher.Touch();
        _time.Advance(SharedConfigWatcher.Quiet);
        Assert.False(changes.TryRead(out _));

        _time.Advance(SharedConfigFile.WriteTimeout);

        Assert.True(changes.TryRead(out var profiles));
        Assert.Equal("b", Assert.Single(profiles.Profiles).Name);
    }

    [Fact]
    public async Task Files_are_watched_from_before_they_and_their_folder_exist_to_after_they_are_gone()
    {
        using var watcher = WatcherOfFiles(out var changes);

        Write(".aws/config", "[profile a]\nregion = 1\n");
        await RegionBecomesAsync(changes, "1");

        Write(".aws/config", "[profile a]\nregion = 2\n");
        await RegionBecomesAsync(changes, "2");

        // As editors and the AWS CLI replace a file.
        Write(".aws/config.tmp", "[profile a]\nregion = 3\n");
        File.Move(Path.Combine(_home, ".aws", "config.tmp"), Path.Combine(_home, ".aws", "config"), overwrite: true);
        await RegionBecomesAsync(changes, "3");

        Write(".aws/credentials", "[a]\nregion = 4\n");
        await RegionBecomesAsync(changes, "4");

        Directory.Delete(Path.Combine(_home, ".aws"), recursive: true);
        await RegionBecomesAsync(changes, null);

        Write(".aws/config", "[profile a]\nregion = 5\n");
        await RegionBecomesAsync(changes, "5");
    }

    [Fact]
    public async Task A_file_is_watched_where_its_link_leads_to()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        Write("dotfiles/aws", "[profile a]\nregion = 1\n");
        Directory.CreateDirectory(Path.Combine(_home, ".aws"));
        File.CreateSymbolicLink(Path.Combine(_home, ".aws", "config"), Path.Combine(_home, "dotfiles", "aws"));
        using var watcher = WatcherOfFiles(out var changes);

        Write("dotfiles/aws", "[profile a]\nregion = 2\n");

        await RegionBecomesAsync(changes, "2");
    }

    [Fact]
    public void Nobody_is_told_after_the_end()
    {
        var watcher = Watcher(out var changes);
        Write(".aws/config", "[profile a]\n");
        watcher.Touch();
        watcher.Dispose();

        _time.Advance(SharedConfigWatcher.Quiet);

        Assert.False(changes.TryRead(out _));
    }

    private static async Task RegionBecomesAsync(ChannelReader<ProfileSet> changes, string? region)
    {
        using var timeout = new CancellationTokenSource(TimeLimits.Hang);
        await foreach (var profiles in changes.ReadAllAsync(timeout.Token))
        {
            if (profiles.Find("a")?["region"] == region)
            {
                return;
            }
        }
    }

    /// <summary>It hears of files from the test only.</summary>
    private SharedConfigWatcher Watcher(out ChannelReader<ProfileSet> changes) =>
        Start(new SharedConfigWatcher(Store(_time), [], _time), out changes);

    private SharedConfigWatcher WatcherOfFiles(out ChannelReader<ProfileSet> changes) =>
        Start(new SharedConfigWatcher(Store(TimeProvider.System), TimeProvider.System), out changes);

    private static SharedConfigWatcher Start(SharedConfigWatcher watcher, out ChannelReader<ProfileSet> changes)
    {
        var told = Channel.CreateUnbounded<ProfileSet>();
        changes = told.Reader;
        watcher.Changed += profiles => told.Writer.TryWrite(profiles);
        watcher.Start();
        return watcher;
    }

    private SharedConfigProfileStore Store(TimeProvider time) => new(new ProcessEnvironment([KeyValuePair.Create("HOME", _home)]), time);

    private void Write(string name, string text)
    {
        var path = Path.Combine(_home, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
