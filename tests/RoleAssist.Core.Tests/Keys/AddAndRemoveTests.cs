using RoleAssist.Core.Errors;
using RoleAssist.Core.Keys;
using RoleAssist.Core.Vault;

namespace RoleAssist.Core.Tests.Keys;

public class AddAndRemoveTests
{
    private readonly KeysInMemory _machine = new();

    [Fact]
    public async Task Adds_a_profile_with_its_key()
    {
        var added = await AddAsync("new", "AKIA1", "arn:aws:iam::123456789012:mfa/ana");

        Assert.Equal("arn:aws:iam::123456789012:user/ana", added.Arn);
        Assert.Equal(
            (
                "arn:aws:iam::123456789012:mfa/ana",
                $"{KeysInMemory.Launcher} credential-process new",
                Assert.Single(_machine.Store.Names).Id
            ),
            (
                _machine.Setting("new", "mfa_serial"),
                _machine.Setting("new", "credential_process"),
                _machine.Setting("new", "roleassist_key")
            )
        );
        Assert.Equal([(VaultAction.Imported, "new", "AKIA1")], _machine.Events);
    }

    [Theory]
    [InlineData("plain", "vault import plain")]
    [InlineData("vault", "vault rotate vault")]
    [InlineData("role", "without credentials")]
    [InlineData("a b", "letters, digits")]
    public async Task Refuses_a_profile_that_has_credentials(string profile, string hint)
    {
        _machine.Files.User("plain").Role("role", "plain");
        _machine.Files.Profile("vault", ("roleassist_key", SecretName.Create(SecretKind.Key).Id));

        var fault = await Assert.ThrowsAsync<RoleAssistException>(() => AddAsync(profile, "AKIA1"));

        Assert.Contains(hint, fault.Hint, StringComparison.Ordinal);
        Assert.Empty(_machine.Store.Names);
    }

    [Theory]
    [InlineData("", "secret")]
    [InlineData("AKIA1", "")]
    [InlineData("AKIA 1", "secret")]
    [InlineData("AKIA1", "secret\n")]
    [InlineData("ASIA1", "secret")]
    public async Task Refuses_what_cannot_be_a_long_lived_key(string id, string secret)
    {
        var fault = await Assert.ThrowsAsync<RoleAssistException>(() =>
            _machine.Add.HandleAsync(new NewKey("new", id, secret), CancellationToken.None)
        );

        Assert.Equal(ErrorCode.InvalidArgument, fault.Code);
        Assert.Empty(_machine.Sts.Calls);
    }

    [Fact]
    public async Task Removes_the_lines_and_the_key()
    {
        await AddAsync("new", "AKIA1");

        var removal = await RemoveAsync("new");

        Assert.Equal(("AKIA1", 0), (removal.AccessKeyId, removal.OtherProfiles.Count));
        Assert.Empty(_machine.Store.Names);
        Assert.Null(_machine.Setting("new", "roleassist_key"));
        Assert.Null(_machine.Setting("new", "credential_process"));
    }

    [Fact]
    public async Task Keeps_a_key_that_another_profile_uses_and_a_line_of_another_program()
    {
        await AddAsync("new", "AKIA1");
        var id = _machine.Setting("new", "roleassist_key")!;
        _machine.Files.Profile("other", ("roleassist_key", id), ("credential_process", "/bin/granted x"));

        Assert.Equal(["other"], (await RemoveAsync("new")).OtherProfiles);
        Assert.Single(_machine.Store.Names);
        await RemoveAsync("other");

        Assert.Empty(_machine.Store.Names);
        Assert.Equal("/bin/granted x", _machine.Setting("other", "credential_process"));
    }

    [Fact]
    public async Task Writes_the_key_to_the_file_if_that_is_asked_for()
    {
        await AddAsync("new", "AKIA1");

        await _machine.Remove.HandleAsync("new", RemovedKey.GoesToFile, CancellationToken.None);

        Assert.Equal("secret-of-AKIA1", _machine.Setting("new", "aws_secret_access_key"));
    }

    [Fact]
    public async Task Removes_a_key_without_a_profile_by_its_id()
    {
        await AddAsync("new", "AKIA1");
        _machine.Files.Profile("new");

        await RemoveAsync("AKIA1");

        Assert.Empty(_machine.Store.Names);
    }

    [Fact]
    public async Task A_key_whose_rotation_is_not_complete_is_not_removed()
    {
        await AddAsync("new", "AKIA1");
        var name = Assert.Single(_machine.Store.Names);
        using (var key = await _machine.Keys.GetAsync(name, CancellationToken.None))
        {
            var rotating = key with { Pending = key.Current with { Id = "AKIA2" }, Step = RotationStep.Proving };
            await _machine.Keys.SaveAsync(name, "new", rotating, CancellationToken.None);
        }

        var fault = await Assert.ThrowsAsync<RoleAssistException>(() => RemoveAsync("new"));

        Assert.Contains("vault rotate new", fault.Hint, StringComparison.Ordinal);
        Assert.NotNull(_machine.Setting("new", "roleassist_key"));
        Assert.Single(_machine.Store.Names);
    }

    [Fact]
    public async Task A_locked_vault_leaves_the_lines()
    {
        await AddAsync("new", "AKIA1");
        _machine.Store.State = VaultState.Locked;

        var fault = await Assert.ThrowsAsync<RoleAssistException>(() => RemoveAsync("new"));

        Assert.Equal(ErrorCode.VaultLocked, fault.Code);
        Assert.NotNull(_machine.Setting("new", "roleassist_key"));
    }

    [Fact]
    public async Task Lists_keys_while_the_vault_is_locked()
    {
        await AddAsync("new", "AKIA1");
        _machine.Files.Profile("plain", KeysInMemory.PlainKey("AKIA2"));
        _machine.Files.Profile("lost", ("roleassist_key", SecretName.Create(SecretKind.Key).Id));
        _machine.Store.State = VaultState.Locked;
        _machine.Time.Advance(TimeSpan.FromDays(5));
        var reads = _machine.Store.Reads;

        var list = await _machine.List.HandleAsync(CancellationToken.None);

        Assert.Equal(
            [("new", "AKIA1", 5), ("lost", null, (int?)null)],
            list.Keys.Select(key => (key.Profiles[0], key.AccessKeyId, key.AgeDays))
        );
        Assert.Equal(("plain", "AKIA2"), (list.PlainKeys[0].Profile, list.PlainKeys[0].AccessKeyId));
        Assert.Equal(reads, _machine.Store.Reads);
    }

    private Task<ImportedKey> AddAsync(string profile, string id, string? mfa = null) =>
        _machine.Add.HandleAsync(new NewKey(profile, id, $"secret-of-{id}", mfa), CancellationToken.None);

    private Task<KeyRemoval> RemoveAsync(string name) =>
        _machine.Remove.HandleAsync(name, RemovedKey.IsForgotten, CancellationToken.None);
}
