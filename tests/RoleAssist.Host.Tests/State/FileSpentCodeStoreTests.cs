using Microsoft.Extensions.Logging.Abstractions;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Sessions;
using RoleAssist.Host.State;
using RoleAssist.TestInfrastructure;

namespace RoleAssist.Host.Tests.State;

/// <summary>Two stores simulate two processes.</summary>
public sealed class FileSpentCodeStoreTests : IDisposable
{
    private static readonly MfaCode Code = new("arn:aws:iam::123456789012:mfa/ana", "123456");

    private readonly string _folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    public void Dispose()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_code_spent_by_one_process_is_spent_for_others()
    {
        using var ours = Store();
        using var theirs = Store();
        await Spend(ours);

        Assert.Equal(ErrorCode.MfaCodeSpent, (await Assert.ThrowsAsync<RoleAssistException>(() => Spend(theirs))).Code);
    }

    [Fact]
    public async Task Only_one_of_two_processes_sends_the_same_code()
    {
        using var ours = Store();
        using var theirs = Store();
        var calls = 0;
        async Task<bool> TryAsync(FileSpentCodeStore store)
        {
            try
            {
                await new MfaCodes(store, TimeProvider.System).SpendAsync(
                    Code,
                    async _ => Interlocked.Increment(ref calls) + await Task.FromResult(0),
                    CancellationToken.None
                );
                return true;
            }
            catch (RoleAssistException spent) when (spent.Code == ErrorCode.MfaCodeSpent)
            {
                return false;
            }
        }

        var outcomes = await Task.WhenAll(Task.Run(() => TryAsync(ours)), Task.Run(() => TryAsync(theirs)));

        Assert.Equal([false, true], outcomes.Order());
        Assert.Equal(1, calls);
    }

    [Fact]
    public async Task One_devices_pending_call_does_not_block_another_device()
    {
        using var store = Store();
        await using var held = await store.OpenAsync("arn:aws:iam::123456789012:mfa/ana", CancellationToken.None);

        await using var other = await store
            .OpenAsync("arn:aws:iam::123456789012:mfa/bob", CancellationToken.None)
            .WaitAsync(TimeLimits.Hang);

        Assert.Empty(other.Codes);
    }

    [Fact]
    public async Task The_file_is_private_and_contains_no_code()
    {
        using var store = Store();
        await Spend(store);

        var file = Assert.Single(Directory.GetFiles(_folder));
        Assert.DoesNotContain(Code.TokenCode, await File.ReadAllTextAsync(file), StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[null]")]
    [InlineData("[{}]")]
    [InlineData("too long")]
    public async Task Overwrites_a_file_with_invalid_content(string content)
    {
        using var store = Store();
        await Spend(store);
        await File.WriteAllTextAsync(
            Assert.Single(Directory.GetFiles(_folder)),
            content == "too long" ? $"[{new string(' ', 1024 * 1024)}]" : content
        );

        await Spend(store);

        Assert.Equal(ErrorCode.MfaCodeSpent, (await Assert.ThrowsAsync<RoleAssistException>(() => Spend(store))).Code);
    }

    [Fact]
    public async Task Remembers_codes_in_memory_if_the_folder_is_not_usable()
    {
        await File.WriteAllTextAsync(_folder, "a file in the folder's place");
        try
        {
            using var store = Store();
            await Spend(store);

            Assert.Equal(
                ErrorCode.MfaCodeSpent,
                (await Assert.ThrowsAsync<RoleAssistException>(() => Spend(store))).Code
            );
        }
        finally
        {
            File.Delete(_folder);
        }
    }

    private static Task<int> Spend(FileSpentCodeStore store) =>
        new MfaCodes(store, TimeProvider.System).SpendAsync(Code, _ => Task.FromResult(1), CancellationToken.None);

    private FileSpentCodeStore Store() =>
        new(
            new StateFolder(new ProcessEnvironment([KeyValuePair.Create("ROLEASSIST_STATE_FOLDER", _folder)])),
            TimeProvider.System,
            NullLogger<FileSpentCodeStore>.Instance
        );
}
