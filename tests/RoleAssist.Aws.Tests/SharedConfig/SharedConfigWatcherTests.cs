using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;
using RoleAssist.Aws.SharedConfig;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Profiles;
using RoleAssist.TestInfrastructure;

namespace RoleAssist.Aws.Tests.SharedConfig;

public sealed class SharedConfigWatcherTests : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("roleassist-").FullName;
    private readonly FakeTimeProvider _time = new();

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [Fact]
    public async Task Combines_several_events_into_one_change()
    {
        var (watcher, changes) = await StartAsync();
        using var watching = watcher;
        Write(".aws/config", "[profile a]\n");
        watcher.Touch();
        _time.Advance(SharedConfigWatcher.Quiet / 2);
        await watcher.Looking;
        watcher.Touch();
        _time.Advance(SharedConfigWatcher.Quiet / 2);
        await watcher.Looking;
        Assert.False(changes.TryRead(out _));

        _time.Advance(SharedConfigWatcher.Quiet / 2);
        await watcher.Looking;

        Assert.True(changes.TryRead(out var profiles));
        Assert.Equal("a", Assert.Single(profiles.Profiles).Name);
        Assert.False(changes.TryRead(out _));
    }

    [Fact]
    public async Task Ignores_an_event_without_a_change()
    {
        Write(".aws/config", "[profile a]\n");
        var (watcher, changes) = await StartAsync();
        using var watching = watcher;
        Write(".aws/config", "[profile a]\n");

        watcher.Touch();
        _time.Advance(SharedConfigWatcher.Quiet);
        await watcher.Looking;

        Assert.False(changes.TryRead(out _));
    }

    [Fact]
    public async Task Reports_an_edit_between_reading_and_watching()
    {
        var store = Store(_time);
        Write(".aws/config", "[profile a]\n");
        await store.LoadAsync(CancellationToken.None);
        Write(".aws/config", "[profile b]\n");

        var (watcher, changes) = await StartAsync(new SharedConfigWatcher(store, [], _time));
        using var watching = watcher;

        Assert.True(changes.TryRead(out var profiles));
        Assert.Equal("b", Assert.Single(profiles.Profiles).Name);
    }

    [Fact]
    public async Task Checks_a_half_written_file_again()
    {
        Write(".aws/config", "[profile a]\n");
        var (watcher, changes) = await StartAsync();
        using var watching = watcher;
        Write(".aws/config", "[profile b]\nreg");
        watcher.Touch();
        _time.Advance(SharedConfigWatcher.Quiet);
        await watcher.Looking;
        Assert.False(changes.TryRead(out _));

        _time.Advance(SharedConfigFile.WriteTimeout);
        await watcher.Looking;

        Assert.True(changes.TryRead(out var profiles));
        Assert.Equal("b", Assert.Single(profiles.Profiles).Name);
    }

    [Fact]
    public async Task Watches_files_before_they_exist_and_after_they_are_deleted()
    {
        var (watcher, changes) = await StartAsync(
            new SharedConfigWatcher(Store(TimeProvider.System), TimeProvider.System)
        );
        using var watching = watcher;

        Write(".aws/config", "[profile a]\nregion = 1\n");
        await RegionBecomesAsync(changes, "1");

        Write(".aws/config", "[profile a]\nregion = 2\n");
        await RegionBecomesAsync(changes, "2");

        // Editors and the AWS CLI replace files in this way.
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
    public async Task Watches_the_target_of_a_link()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        Write("dotfiles/aws", "[profile a]\nregion = 1\n");
        Directory.CreateDirectory(Path.Combine(_home, ".aws"));
        File.CreateSymbolicLink(Path.Combine(_home, ".aws", "config"), Path.Combine(_home, "dotfiles", "aws"));
        var (watcher, changes) = await StartAsync(
            new SharedConfigWatcher(Store(TimeProvider.System), TimeProvider.System)
        );
        using var watching = watcher;

        Write("dotfiles/aws", "[profile a]\nregion = 2\n");

        await RegionBecomesAsync(changes, "2");
    }

    [Fact]
    public async Task Raises_no_events_after_disposal()
    {
        var (watcher, changes) = await StartAsync();
        Write(".aws/config", "[profile a]\n");
        watcher.Touch();
        watcher.Dispose();

        _time.Advance(SharedConfigWatcher.Quiet);
        await watcher.Looking;

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

    /// <summary>Starts a watcher that gets its events only from the test.</summary>
    private Task<(SharedConfigWatcher Watcher, ChannelReader<ProfileSet> Changes)> StartAsync() =>
        StartAsync(new SharedConfigWatcher(Store(_time), [], _time));

    private static async Task<(SharedConfigWatcher Watcher, ChannelReader<ProfileSet> Changes)> StartAsync(
        SharedConfigWatcher watcher
    )
    {
        var told = Channel.CreateUnbounded<ProfileSet>();
        watcher.Changed += profiles => told.Writer.TryWrite(profiles);
        await watcher.StartAsync(CancellationToken.None);
        return (watcher, told.Reader);
    }

    private SharedConfigProfileStore Store(TimeProvider time) =>
        new(new ProcessEnvironment([KeyValuePair.Create("HOME", _home)]), time);

    private void Write(string name, string text)
    {
        var path = Path.Combine(_home, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
