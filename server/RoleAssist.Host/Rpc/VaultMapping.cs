using RoleAssist.Contracts;
using RoleAssist.Core.Keys;
using RoleAssist.Core.Security;
using RoleAssist.Core.Vault;
using CoreImportedKey = RoleAssist.Core.Keys.ImportedKey;
using CoreState = RoleAssist.Core.Vault.VaultState;
using ErrorCode = RoleAssist.Contracts.ErrorCode;
using FailedImport = RoleAssist.Contracts.FailedImport;
using ImportedKey = RoleAssist.Contracts.ImportedKey;
using VaultState = RoleAssist.Contracts.VaultState;
using VaultStatus = RoleAssist.Contracts.VaultStatus;

namespace RoleAssist.Host.Rpc;

/// <summary>Maps Core's types of the vault to the wire's.</summary>
internal static class VaultMapping
{
    public static VaultStatus ToWire(this VaultOverview vault) =>
        new(
            vault.Status.State.ToWire(),
            DisplayText.Sentence(vault.Why),
            vault.NeedsPassphrase,
            vault.CanCreateFile,
            vault.Keys,
            vault.Status.Store?.Name(),
            vault.Status.Store?.Phrase()
        );

    public static VaultState ToWire(this CoreState state) =>
        state switch
        {
            CoreState.Open => VaultState.Open,
            CoreState.Locked => VaultState.Locked,
            CoreState.Unavailable => VaultState.Unavailable,
            _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
        };

    public static VaultKeyList ToWire(this KeyList list) =>
        new(
            [
                .. list.Keys.Select(key => new VaultKeyInfo(
                    key.Profiles,
                    key.AccessKeyId ?? "",
                    key.User ?? "",
                    key.AgeDays ?? 0,
                    key.Step.Name,
                    key.Since
                )),
            ],
            [.. list.PlainKeys.Select(ToWire)]
        );

    public static PlainKeyInfo ToWire(this PlainKey key) =>
        new(key.Profile, key.AccessKeyId, key.Location.File, key.Location.Line);

    public static ImportKeysResult ToWire(this ImportResult result) =>
        new(
            [.. result.Imported.Select(ToWire)],
            [
                .. result.Failed.Select(failed => new FailedImport(
                    failed.Profile,
                    (ErrorCode)failed.Fault.Code,
                    DisplayText.Sentence(failed.Fault.Message),
                    failed.Fault.Hint is { } hint ? DisplayText.Sentence(hint) : null
                )),
            ],
            [.. result.Notes.Select(DisplayText.Sentence)]
        );

    public static ImportedKey ToWire(this CoreImportedKey key) => new(key.Profile, key.AccessKeyId, key.Arn);
}
