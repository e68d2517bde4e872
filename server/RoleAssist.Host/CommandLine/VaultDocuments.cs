using RoleAssist.Contracts;
using RoleAssist.Core.Keys;
using RoleAssist.Core.Vault;
using RoleAssist.Host.Rpc;

namespace RoleAssist.Host.CommandLine;

/// <summary>The output of <c>vault status --json</c>, and of the verbs that change the vault's state.</summary>
internal sealed record VaultStatusDocument(string? Store, string State, string Why, int Keys)
{
    public static VaultStatusDocument From(VaultOverview vault) =>
        new(vault.Status.Store?.Name(), NameOf(vault.Status.State), vault.Why, vault.Keys);

    private static string NameOf(Core.Vault.VaultState state) =>
        state switch
        {
            Core.Vault.VaultState.Open => "open",
            Core.Vault.VaultState.Locked => "locked",
            _ => "unavailable",
        };
}

/// <summary>The output of <c>vault list --json</c>. A key that several profiles use is in it once for each.</summary>
internal sealed record VaultListDocument(IReadOnlyList<VaultKeyDocument> Keys, IReadOnlyList<PlainKeyInfo> PlainKeys)
{
    public static VaultListDocument From(KeyList list) =>
        new(
            [
                .. list.Keys.SelectMany(key =>
                    key.Profiles.DefaultIfEmpty(null)
                        .Select(profile => new VaultKeyDocument(
                            profile,
                            key.AccessKeyId,
                            key.Since,
                            key.AgeDays,
                            key.Step.Name
                        ))
                ),
            ],
            [.. list.PlainKeys.Select(key => key.ToWire())]
        );
}

/// <param name="Profile">The profile; null if no profile uses the key.</param>
/// <param name="AccessKeyId">The key's ID; null if this machine has not seen the key.</param>
/// <param name="Since">When AWS created it, if that is known.</param>
/// <param name="AgeDays">Its age in days, at least.</param>
/// <param name="Step">How far a rotation is.</param>
internal sealed record VaultKeyDocument(
    string? Profile,
    string? AccessKeyId,
    DateTimeOffset? Since,
    int? AgeDays,
    string Step
);

/// <summary>The output of <c>vault remove --json</c>.</summary>
/// <param name="Profile">The profile.</param>
/// <param name="AccessKeyId">The key's ID, if it is known.</param>
/// <param name="OtherProfiles">The profiles that still use the key, which then stays in the vault.</param>
internal sealed record VaultRemoveDocument(string Profile, string? AccessKeyId, IReadOnlyList<string> OtherProfiles);

/// <summary>The output of <c>vault export --json</c>: the only document with a secret.</summary>
internal sealed record VaultExportDocument(string Profile, string AccessKeyId, string SecretAccessKey)
{
    /// <summary>Returns no secret.</summary>
    public override string ToString() => $"{Profile} {AccessKeyId}";
}

/// <summary>The output of <c>vault move --json</c>.</summary>
/// <param name="Store">The store that has the secrets now.</param>
/// <param name="Moved">Their number.</param>
/// <param name="Kept">The names of the secrets that differ in both stores, and were not touched.</param>
/// <param name="IsUsed">Whether RoleAssist uses that store.</param>
internal sealed record VaultMoveDocument(string Store, int Moved, IReadOnlyList<string> Kept, bool IsUsed);

/// <summary>The output of <c>vault repair --json</c>.</summary>
internal sealed record VaultRepairDocument(IReadOnlyList<RepairedEditDocument> Edits);

/// <param name="Outcome">What became of it: finished, undone, waiting or conflict.</param>
/// <param name="Files">The paths of its files.</param>
internal sealed record RepairedEditDocument(string Outcome, IReadOnlyList<string> Files);
