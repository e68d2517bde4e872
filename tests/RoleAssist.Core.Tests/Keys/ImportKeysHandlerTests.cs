using RoleAssist.Core.Errors;
using RoleAssist.Core.Keys;
using RoleAssist.Core.Vault;
using RoleAssist.TestInfrastructure.Vault;

namespace RoleAssist.Core.Tests.Keys;

public class ImportKeysHandlerTests
{
    private const string Ana = "arn:aws:iam::123456789012:user/ana";

    private readonly KeysInMemory _machine = new();

    [Fact]
    public async Task Moves_a_key_and_asks_aws_before_and_after()
    {
        _machine.Files.Profile(
            "home",
            [.. KeysInMemory.PlainKey("AKIA1"), ("mfa_serial", "arn:aws:iam::123456789012:mfa/ana")]
        );

        var result = await ImportAsync("home");

        Assert.Equal([new ImportedKey("home", "AKIA1", Ana)], result.Imported);
        Assert.Empty(result.Failed);
        var item = Assert.Single(_machine.Store.Names);
        using var key = await _machine.Keys.GetAsync(item, CancellationToken.None);
        Assert.Equal(
            (Ana, "AKIA1", "arn:aws:iam::123456789012:mfa/ana", null),
            (key.User, key.Current.Id, key.Mfa, key.Current.Since)
        );
        Assert.Equal(
            ($"{KeysInMemory.Launcher} credential-process home", item.Id, null),
            (
                _machine.Setting("home", "credential_process"),
                _machine.Setting("home", "roleassist_key"),
                _machine.Setting("home", "aws_access_key_id")
            )
        );
        Assert.Equal(["GetCallerIdentity with AKIA1", "GetCallerIdentity with AKIA1"], _machine.Sts.Calls);
        Assert.Equal([(VaultAction.Imported, "home", "AKIA1")], _machine.Events);
        Assert.Contains(result.Notes, note => note.Contains("roleassist_hand_out = key", StringComparison.Ordinal));
        Assert.Contains(result.Notes, note => note.Contains("vault rotate home", StringComparison.Ordinal));
        Assert.Contains("A repository has it.", result.Notes);
    }

    [Fact]
    public async Task Profiles_with_the_same_key_share_an_item()
    {
        _machine.Files.Profile("home", KeysInMemory.PlainKey("AKIA1"));
        _machine.Files.Profile("default", KeysInMemory.PlainKey("AKIA1"));
        _machine.Files.Profile("work", KeysInMemory.PlainKey("AKIA2"));

        var result = await _machine.Import.HandleAsync(names: null, CancellationToken.None);

        Assert.Equal(["home", "default", "work"], result.Imported.Select(key => key.Profile));
        Assert.Equal(2, _machine.Store.Names.Count);
        Assert.Equal(_machine.Setting("home", "roleassist_key"), _machine.Setting("default", "roleassist_key"));
    }

    [Theory]
    [InlineData(VaultState.Locked, ErrorCode.VaultLocked)]
    [InlineData(VaultState.Unavailable, ErrorCode.VaultUnavailable)]
    public async Task A_vault_that_cannot_be_used_stops_everything(VaultState state, ErrorCode code)
    {
        _machine.Files.Profile("home", KeysInMemory.PlainKey("AKIA1"));
        _machine.Store.State = state;

        var fault = await Assert.ThrowsAsync<RoleAssistException>(() => ImportAsync("home"));

        Assert.Equal(code, fault.Code);
        Assert.Empty(_machine.Sts.Calls);
        Assert.Empty(_machine.Edits);
    }

    [Fact]
    public async Task Nothing_changes_if_aws_cannot_be_asked()
    {
        _machine.Files.Profile("home", KeysInMemory.PlainKey("AKIA1"));
        _machine.Sts.Fault = new RoleAssistException(ErrorCode.ServiceUnreachable, "There is no network.");

        var failed = Assert.Single((await ImportAsync("home")).Failed);

        Assert.Equal(ErrorCode.ServiceUnreachable, failed.Fault.Code);
        Assert.Empty(_machine.Store.Names);
        Assert.Empty(_machine.Edits);
    }

    [Fact]
    public async Task A_key_that_does_not_work_afterwards_goes_back_and_the_vault_keeps_a_copy()
    {
        _machine.Files.Profile("home", KeysInMemory.PlainKey("AKIA1"));
        _machine.AfterEdit = () =>
            _machine.Sts.Fault = new RoleAssistException(ErrorCode.ServiceTimeout, "AWS does not answer.", "Wait.");

        var failed = Assert.Single((await ImportAsync("home")).Failed);

        Assert.Equal("AKIA1", _machine.Setting("home", "aws_access_key_id"));
        Assert.Null(_machine.Setting("home", "roleassist_key"));
        Assert.Single(_machine.Store.Names);
        Assert.Contains("as they were", failed.Fault.Hint, StringComparison.Ordinal);
        Assert.EndsWith("Wait.", failed.Fault.Hint, StringComparison.Ordinal);
        Assert.Empty(_machine.Events);

        (_machine.Sts.Fault, _machine.AfterEdit) = (null, () => { });
        Assert.Single((await ImportAsync("home")).Imported);
        Assert.Single(_machine.Store.Names);
    }

    [Fact]
    public async Task Says_where_the_key_is_if_the_files_cannot_be_put_back()
    {
        _machine.Files.Profile("home", KeysInMemory.PlainKey("AKIA1"));
        _machine.AfterEdit = () =>
            _machine.Sts.Fault = new RoleAssistException(ErrorCode.ServiceTimeout, "AWS does not answer.");
        _machine.UndoFault = new RoleAssistException(ErrorCode.ConfigurationUnreadable, "The disk is full.");

        var failed = Assert.Single((await ImportAsync("home")).Failed);

        Assert.Contains("The disk is full.", failed.Fault.Message, StringComparison.Ordinal);
        Assert.Contains("The key is in the vault.", failed.Fault.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_changes_the_key_keeps_it_in_the_files()
    {
        _machine.Files.Profile("home", KeysInMemory.PlainKey("AKIA1"));
        _machine.Store.Alter = bytes => bytes[..^1];

        Assert.Equal(ErrorCode.VaultUnavailable, Assert.Single((await ImportAsync("home")).Failed).Fault.Code);
        Assert.Empty(_machine.Edits);
    }

    [Theory]
    [InlineData("temporary", "temporary keys")]
    [InlineData("settings", "no access key")]
    [InlineData("role", "has a role besides its keys")]
    [InlineData("process", "has a credential_process besides its keys")]
    [InlineData("gone", "There is no profile 'gone'")]
    public async Task Leaves_profiles_that_tools_would_read_differently(string profile, string words)
    {
        var temporary = KeysInMemory.PlainKey("ASIA1");
        _machine.Files.Profile("temporary", [.. temporary, ("aws_session_token", "token")]);
        _machine.Files.Profile("settings", ("region", "eu-west-1"));
        _machine.Files.Profile(
            "role",
            [
                .. KeysInMemory.PlainKey("AKIA1"),
                ("role_arn", "arn:aws:iam::123456789012:role/x"),
                ("source_profile", "role"),
            ]
        );
        _machine.Files.Profile("process", [.. KeysInMemory.PlainKey("AKIA1"), ("credential_process", "other")]);
        _machine.Files.Profile("good", KeysInMemory.PlainKey("AKIA9"));

        var result = await ImportAsync(profile, "good");

        Assert.Contains(words, Assert.Single(result.Failed).Fault.Message, StringComparison.Ordinal);
        Assert.Equal("good", Assert.Single(result.Imported).Profile);
    }

    [Fact]
    public async Task A_machine_without_a_vault_says_so()
    {
        _machine.Files.Profile("home", KeysInMemory.PlainKey("AKIA1"));
        _machine.Stores = new OneSecretStore();

        var fault = await Assert.ThrowsAsync<RoleAssistException>(() => ImportAsync("home"));

        Assert.Equal(ErrorCode.VaultUnavailable, fault.Code);
    }

    private Task<ImportResult> ImportAsync(params string[] profiles) =>
        _machine.Import.HandleAsync(profiles, CancellationToken.None);
}
