using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Vault;
using RoleAssist.Host.State;
using RoleAssist.Interop.Files;

namespace RoleAssist.Host.Tests.State;

/// <summary>Two indexes simulate two processes.</summary>
public sealed class FileVaultIndexTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly string _folder = Directory.CreateTempSubdirectory("roleassist-").FullName;
    private readonly Lines _log = [];

    private FileVaultIndex Index => Create(TimeProvider.System);

    private string FilePath => Path.Combine(_folder, "vault-index.json");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Another_process_reads_what_was_written()
    {
        var (first, second) = (SecretName.Create(SecretKind.Key), SecretName.Create(SecretKind.Key));
        var unknown = new VaultIndexEntry(first.Id, StoreKind.File, "AKIA1", "arn", null, Now, RotationStep.None);
        var rotating = unknown with { Id = second.Id, Since = Now, Step = RotationStep.Creating };

        await Index.PutAsync(unknown);
        await Index.PutAsync(rotating);

        Assert.Equal([unknown, rotating], Index.Entries);
        await Index.RemoveAsync(first);
        Assert.Equal([rotating], Index.Entries);
    }

    [Theory]
    [InlineData("[null]")]
    [InlineData("[{}]")]
    [InlineData("{}")]
    public async Task A_file_without_entries_counts_as_empty(string text)
    {
        PrivateFile.Write(FilePath, Encoding.UTF8.GetBytes(text));
        await Index.RemoveAsync(SecretName.Create(SecretKind.Key));
        Assert.Empty(Index.Entries);
    }

    [Fact]
    public void A_file_that_is_too_large_counts_as_empty_and_is_logged()
    {
        PrivateFile.Write(FilePath, Encoding.UTF8.GetBytes($"[{new string(' ', 1024 * 1024)}]"));
        Assert.Empty(Index.Entries);
        Assert.Equal("The index of the vault cannot be read: it is larger than 1048576 bytes.", Assert.Single(_log));
    }

    [Fact]
    public async Task Two_writers_keep_the_entries_of_each_other()
    {
        const int Each = 25;
        await Task.WhenAll(Task.Run(WriteAsync), Task.Run(WriteAsync));

        Assert.Equal(2 * Each, Index.Entries.Count);
        Assert.Empty(_log);
        Assert.Equal([FilePath], Directory.GetFiles(_folder));

        async Task WriteAsync()
        {
            var index = Index;
            for (var written = 0; written < Each; written++)
            {
                await index.PutAsync(Entry());
            }
        }
    }

    [Fact]
    public async Task A_writer_that_never_ends_is_not_waited_for_long()
    {
        var time = new FakeTimeProvider();
        using (LockedFile.Open($"{FilePath}.lock"))
        {
            var writing = Create(time).PutAsync(Entry());
            while (!writing.IsCompleted)
            {
                time.Advance(TimeSpan.FromSeconds(1));
                await Task.Yield();
            }

            await writing;
        }

        Assert.Single(Index.Entries);
        Assert.StartsWith("Another process has been writing", Assert.Single(_log), StringComparison.Ordinal);
    }

    private static VaultIndexEntry Entry() =>
        new(SecretName.Create(SecretKind.Key).Id, StoreKind.File, "AKIA1", "arn", null, Now, RotationStep.None);

    private FileVaultIndex Create(TimeProvider time) =>
        new(
            new StateFolder(new ProcessEnvironment([KeyValuePair.Create("ROLEASSIST_STATE_FOLDER", _folder)])),
            time,
            _log
        );

    private sealed class Lines : List<string>, ILogger<FileVaultIndex>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => Add(formatter(state, exception));
    }
}
