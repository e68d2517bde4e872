using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Vault;
using RoleAssist.Host.State;

namespace RoleAssist.Host.Tests.State;

/// <summary>Two locks simulate two processes.</summary>
public sealed class FileRotationLockTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
    private readonly SecretName _key = SecretName.Create(SecretKind.Key);

    public void Dispose()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_second_process_says_that_a_rotation_is_under_way()
    {
        using (await Lock().TakeAsync(_key, CancellationToken.None))
        {
            var fault = await Assert.ThrowsAsync<RoleAssistException>(() =>
                Lock().TakeAsync(_key, CancellationToken.None)
            );

            Assert.Contains("Another RoleAssist process", fault.Message, StringComparison.Ordinal);
        }

        using var next = await Lock().TakeAsync(_key, CancellationToken.None);
    }

    [Fact]
    public async Task Two_keys_are_rotated_at_once()
    {
        using var one = await Lock().TakeAsync(_key, CancellationToken.None);
        using var other = await Lock().TakeAsync(SecretName.Create(SecretKind.Key), CancellationToken.None);
    }

    [Fact]
    public async Task Leaves_no_file()
    {
        (await Lock().TakeAsync(_key, CancellationToken.None)).Dispose();

        Assert.Empty(Directory.GetFiles(_folder));
    }

    private FileRotationLock Lock() =>
        new(
            new StateFolder(new ProcessEnvironment([KeyValuePair.Create("ROLEASSIST_STATE_FOLDER", _folder)])),
            TimeProvider.System
        );
}
