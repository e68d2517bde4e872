using Microsoft.Extensions.Time.Testing;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Vault;
using RoleAssist.Interop.Files;
using RoleAssist.TestInfrastructure;
using RoleAssist.Vault.Files;
using RoleAssist.Vault.Tests.Support;

namespace RoleAssist.Vault.Tests.Files;

public sealed class PassphraseFileStoreTests : IDisposable
{
    private static readonly SecretName Name = SecretName.Create(SecretKind.Key);
    private static readonly SecretBytes Passphrase = Keyring.Secret("correct horse");
    private static readonly SecretBytes Secret = Keyring.Secret("wJalrXUtnFEMI");

    private readonly VaultFolder _folder = new();
    private readonly FakeTimeProvider _time = new();
    private readonly PassphraseFileStore _store;

    public PassphraseFileStoreTests() => _store = NewStore();

    public void Dispose() => _folder.Dispose();

    private string FilePath => _folder.PathOf(PassphraseFileStore.FileName);

    [Fact]
    public async Task Keeps_secrets_while_it_is_open()
    {
        await _store.CreateAsync(Passphrase, CancellationToken.None);
        await SetAsync(_store);

        using var read = await _store.GetAsync(Name, default, CancellationToken.None);
        Assert.True(Secret.Matches(read!));
        Assert.Equal([Name], await _store.ListAsync(default, CancellationToken.None));
        Assert.Equal(new StoreStatus(VaultState.Open, 1), await _store.ProbeAsync(CancellationToken.None));
        Assert.True(await _store.DeleteAsync(Name, default, CancellationToken.None));
        Assert.False(await _store.DeleteAsync(Name, default, CancellationToken.None));
        Assert.Null(await _store.GetAsync(Name, default, CancellationToken.None));
    }

    [Fact]
    public async Task Nothing_of_it_is_readable_on_the_disk_and_only_by_the_user()
    {
        await _store.CreateAsync(Passphrase, CancellationToken.None);
        await SetAsync(_store);

        var content = await File.ReadAllBytesAsync(FilePath);
        foreach (var text in (string[])["wJalrXUtnFEMI", "correct horse", Name.Id, "label"])
        {
            Assert.Equal(-1, content.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(text)));
        }

        Assert.Null(PrivateFile.Objection(FilePath));
        Assert.Equal([FilePath], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public async Task Is_locked_when_its_time_is_over_when_it_is_told_to_and_in_another_process()
    {
        await _store.CreateAsync(Passphrase, CancellationToken.None);
        await AssertAsync(ErrorCode.VaultLocked, () => NewStore().GetAsync(Name, default, CancellationToken.None));

        _time.Advance(PassphraseFileStore.DefaultLifetime);
        Assert.Equal(new StoreStatus(VaultState.Locked), await _store.ProbeAsync(CancellationToken.None));
        await AssertAsync(ErrorCode.VaultLocked, () => SetAsync(_store));
        await AssertAsync(
            ErrorCode.VaultLocked,
            () => _store.UnlockAsync(KeychainPrompt.Allowed, CancellationToken.None)
        );

        await _store.OpenAsync(Passphrase, CancellationToken.None);
        await _store.UnlockAsync(default, CancellationToken.None);
        await _store.LockAsync(CancellationToken.None);
        await AssertAsync(ErrorCode.VaultLocked, () => _store.ListAsync(default, CancellationToken.None));
    }

    [Fact]
    public async Task A_wrong_passphrase_does_not_open()
    {
        await _store.CreateAsync(Passphrase, CancellationToken.None);
        await _store.LockAsync(CancellationToken.None);
        using var wrong = Keyring.Secret("correct horsf");
        using var endless = new SecretBytes(100_000);

        var fault = await AssertAsync(ErrorCode.VaultLocked, () => _store.OpenAsync(wrong, CancellationToken.None));
        Assert.Equal("The passphrase of the vault is wrong.", fault.Message);
        await AssertAsync(ErrorCode.VaultLocked, () => _store.OpenAsync(endless, CancellationToken.None));
        Assert.Equal(VaultState.Locked, (await _store.ProbeAsync(CancellationToken.None)).State);
    }

    [Fact]
    public async Task A_passphrase_has_a_length()
    {
        using var tooShort = Keyring.Secret("seven77");
        using var tooLong = new SecretBytes(IPassphraseStore.MaxPassphraseBytes + 1);

        await AssertAsync(ErrorCode.InvalidArgument, () => _store.CreateAsync(tooShort, CancellationToken.None));
        await AssertAsync(ErrorCode.InvalidArgument, () => _store.CreateAsync(tooLong, CancellationToken.None));
        Assert.False(_store.Exists);
    }

    [Fact]
    public async Task A_new_passphrase_comes_with_a_new_key()
    {
        await _store.CreateAsync(Passphrase, CancellationToken.None);
        await SetAsync(_store);
        var old = await File.ReadAllBytesAsync(FilePath);
        var other = NewStore();
        await other.OpenAsync(Passphrase, CancellationToken.None);
        using var replacement = Keyring.Secret("battery staple");

        await _store.ChangePassphraseAsync(Passphrase, replacement, CancellationToken.None);

        using var read = await _store.GetAsync(Name, default, CancellationToken.None);
        Assert.True(Secret.Matches(read!));
        await AssertAsync(ErrorCode.VaultLocked, () => other.GetAsync(Name, default, CancellationToken.None));
        await AssertAsync(ErrorCode.VaultLocked, () => other.OpenAsync(Passphrase, CancellationToken.None));
        await other.OpenAsync(replacement, CancellationToken.None);

        // An older file opens with its own passphrase: a seal does not prove that a file is the latest.
        await File.WriteAllBytesAsync(FilePath, old);
        await NewStore().OpenAsync(Passphrase, CancellationToken.None);
    }

    [Fact]
    public async Task Nobody_makes_the_file_but_who_has_a_passphrase()
    {
        await AssertAsync(ErrorCode.VaultUnavailable, () => SetAsync(_store));
        await AssertAsync(ErrorCode.VaultUnavailable, () => _store.GetAsync(Name, default, CancellationToken.None));
        await AssertAsync(ErrorCode.VaultUnavailable, () => _store.OpenAsync(Passphrase, CancellationToken.None));
        Assert.Equal(VaultState.Unavailable, (await _store.ProbeAsync(CancellationToken.None)).State);
        Assert.Empty(Directory.GetFiles(_folder.Path));

        await _store.CreateAsync(Passphrase, CancellationToken.None);
        await AssertAsync(ErrorCode.InvalidArgument, () => _store.CreateAsync(Passphrase, CancellationToken.None));
    }

    [Fact]
    public async Task No_changed_byte_is_accepted()
    {
        await _store.CreateAsync(Passphrase, CancellationToken.None);
        await SetAsync(_store);
        var file = await File.ReadAllBytesAsync(FilePath);
        for (var i = 0; i < file.Length; i += 7)
        {
            var changed = file.ToArray();
            changed[i] ^= 1;
            await File.WriteAllBytesAsync(FilePath, changed);
            var fault = await Assert.ThrowsAsync<RoleAssistException>(async () =>
            {
                await _store.OpenAsync(Passphrase, CancellationToken.None);
                await _store.GetAsync(Name, default, CancellationToken.None);
            });
            Assert.True(fault.Code is ErrorCode.VaultUnavailable or ErrorCode.VaultLocked);
            Assert.Null(fault.InnerException);
        }
    }

    [Theory]
    [InlineData("memoryKiB", 2_000_000_000)]
    [InlineData("memoryKiB", -1)]
    [InlineData("passes", 1_000_000)]
    [InlineData("lanes", 0)]
    public void An_unbearable_cost_is_not_paid(string member, int value)
    {
        using var key = SecretBytes.Random(32);
        var header = PassphraseHeader.Create(new string('a', 32), key, Passphrase, Cheap).ToJson();
        var json = System.Text.Json.Nodes.JsonNode.Parse(header)!;
        json[member] = value;

        Assert.NotNull(PassphraseHeader.Read(header));
        Assert.Null(PassphraseHeader.Read(System.Text.Encoding.UTF8.GetBytes(json.ToJsonString())));
    }

    [Fact]
    public async Task A_file_that_is_too_long_or_a_link_or_open_to_others_is_refused()
    {
        await _store.CreateAsync(Passphrase, CancellationToken.None);
        var good = await File.ReadAllBytesAsync(FilePath);

        PrivateFile.Write(FilePath, new byte[3 * 1024 * 1024]);
        await AssertRefusedAsync("longer than");

        if (!OperatingSystem.IsWindows())
        {
            PrivateFile.Write(FilePath, good);
            File.SetUnixFileMode(FilePath, UnixFileMode.UserRead | UnixFileMode.GroupRead);
            await AssertRefusedAsync("can be opened by other users");

            File.Move(FilePath, FilePath + ".real");
            File.CreateSymbolicLink(FilePath, FilePath + ".real");
            await AssertRefusedAsync("is a link");
        }
    }

    [Fact]
    public async Task Another_users_file_is_refused()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
        {
            return;
        }

        await _store.CreateAsync(Passphrase, CancellationToken.None);
        using var chown = System.Diagnostics.Process.Start("chown", ["12002", FilePath]);
        await chown.WaitForExitAsync();

        await AssertRefusedAsync("belongs to another user");
    }

    [Fact]
    public async Task Concurrent_writers_lose_nothing()
    {
        await _store.CreateAsync(Passphrase, CancellationToken.None);
        var names = Enumerable.Range(0, 40).Select(_ => SecretName.Create(SecretKind.Key)).ToList();
        await Task.WhenAll(
            names
                .Chunk(10)
                .Select(async chunk =>
                {
                    // Each has its own store, as each process has.
                    var store = NewStore(TimeProvider.System);
                    await store.OpenAsync(Passphrase, CancellationToken.None);
                    foreach (var name in chunk)
                    {
                        await store.SetAsync(name, "label", Secret, default, CancellationToken.None);
                        using var read = await store.GetAsync(name, default, CancellationToken.None);
                        Assert.NotNull(read);
                    }
                })
        );

        var kept = await _store.ListAsync(default, CancellationToken.None);
        Assert.Equal(names.ToHashSet(), kept.ToHashSet());
    }

    [Fact]
    public async Task A_file_holds_only_so_many_secrets()
    {
        using var key = SecretBytes.Random(SealedFile.KeyBytes);
        using var items = new FileItems(
            Enumerable
                .Range(0, FileItems.MaxItems)
                .Select(_ => new FileItem(SecretName.Create(SecretKind.Key), "label", Keyring.Secret("secret")))
        );
        using var content = items.Write();
        var header = PassphraseHeader.Create(new string('a', 32), key, Passphrase, Cheap).ToJson();
        SealedFile.Write(FilePath, SealedFile.Seal(key, header, content.Span));
        await _store.OpenAsync(Passphrase, CancellationToken.None);

        await AssertAsync(ErrorCode.VaultFull, () => SetAsync(_store));
        await _store.SetAsync(items.All[0].Name, "label", Secret, default, CancellationToken.None);
    }

    /// <summary>Argon2id, version 1.3.</summary>
    [Fact]
    public void Derives_what_the_reference_implementation_derives()
    {
        using var passphrase = Keyring.Secret("password");
        using var key = new PassphraseKdf(64, 2, 1).Derive(passphrase, "somesalt"u8.ToArray());

        Assert.Equal(ReferenceKey, Convert.ToHexStringLower(key.Span));
    }

    /// <summary>From <c>echo -n password | argon2 somesalt -id -t 2 -k 64 -p 1 -l 32 -r</c>.</summary>
    private const string ReferenceKey = "16a1a498734609dd01456da406de9f3d9da93e6c86c300a12fc1465214ce4922";

    private static PassphraseKdf Cheap => new(64, 1, 1);

    private PassphraseFileStore NewStore(TimeProvider? time = null) =>
        new(_folder.PathOf, new KeysInMemory(time ?? _time), time ?? _time, Cheap);

    private static Task SetAsync(PassphraseFileStore store) =>
        store.SetAsync(Name, "label", Secret, default, CancellationToken.None);

    private async Task AssertRefusedAsync(string reason)
    {
        var fault = await AssertAsync(
            ErrorCode.VaultUnavailable,
            () => _store.OpenAsync(Passphrase, CancellationToken.None)
        );
        Assert.Contains(reason, fault.Message, StringComparison.Ordinal);
        Assert.Equal(VaultState.Unavailable, (await _store.ProbeAsync(CancellationToken.None)).State);
        await AssertAsync(ErrorCode.VaultUnavailable, () => SetAsync(_store));
    }

    private static async Task<RoleAssistException> AssertAsync(ErrorCode code, Func<Task> use)
    {
        var fault = await Assert.ThrowsAsync<RoleAssistException>(() => use().WaitAsync(TimeLimits.Hang));
        Assert.Equal(code, fault.Code);
        return fault;
    }
}
