using Microsoft.Extensions.Logging.Abstractions;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Vault;
using RoleAssist.Host.State;

namespace RoleAssist.Host.Tests.State;

public sealed class FileVaultIndexTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("roleassist-").FullName;

    private FileVaultIndex Index =>
        new(
            new StateFolder(new ProcessEnvironment([KeyValuePair.Create("ROLEASSIST_STATE_FOLDER", _folder)])),
            NullLogger<FileVaultIndex>.Instance
        );

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Another_process_reads_what_was_written()
    {
        var now = new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);
        var (first, second) = (SecretName.Create(SecretKind.Key), SecretName.Create(SecretKind.Key));
        var unknown = new VaultIndexEntry(first.Id, StoreKind.File, "AKIA1", "arn", null, now, RotationStep.None);
        var rotating = unknown with { Id = second.Id, Since = now, Step = RotationStep.Creating };

        Index.Put(unknown);
        Index.Put(rotating);

        Assert.Equal([unknown, rotating], Index.Entries);
        Index.Remove(first);
        Assert.Equal([rotating], Index.Entries);
    }

    [Theory]
    [InlineData("[null]")]
    [InlineData("[{}]")]
    [InlineData("{}")]
    public void A_file_without_entries_counts_as_empty(string text)
    {
        File.WriteAllText(Path.Combine(_folder, "vault-index.json"), text);
        Index.Remove(SecretName.Create(SecretKind.Key));
        Assert.Empty(Index.Entries);
    }
}
