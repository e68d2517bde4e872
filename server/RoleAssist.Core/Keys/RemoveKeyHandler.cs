using RoleAssist.Core.Chains;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Keys.Rotation;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Vault;

namespace RoleAssist.Core.Keys;

/// <summary>What happens to a key that leaves the vault.</summary>
public enum RemovedKey
{
    /// <summary>It is forgotten.</summary>
    IsForgotten,

    /// <summary>It is written to the credentials file in plain text.</summary>
    GoesToFile,
}

/// <summary>The result of a removal.</summary>
/// <param name="AccessKeyId">The key, if it is known.</param>
/// <param name="OtherProfiles">The profiles that still use the key, which therefore stays in the vault.</param>
public sealed record KeyRemoval(string? AccessKeyId, IReadOnlyList<string> OtherProfiles);

/// <summary>
/// Removes the lines of a profile that use a key in the vault, and the key unless another profile uses it. A key that
/// no profile uses is removed by its access key ID.
/// </summary>
public sealed class RemoveKeyHandler(
    IProfileStore store,
    ISecretStores stores,
    VaultKeys keys,
    IVaultIndex index,
    IKeyFiles files,
    IRotationLock locks,
    IVaultObserver observer
)
{
    /// <param name="name">A profile, or the ID of an access key.</param>
    /// <param name="fate">What happens to the key.</param>
    /// <param name="cancellationToken">Cancels the wait for the vault and the files.</param>
    public async Task<KeyRemoval> HandleAsync(string name, RemovedKey fate, CancellationToken cancellationToken)
    {
        var profiles = await store.LoadAsync(cancellationToken).ConfigureAwait(false);
        var unused = index.Entries.FirstOrDefault(entry =>
            entry.AccessKeyId == name && UsersOf(profiles, entry.Id).Count == 0
        );
        if (profiles.Find(name) is null && SecretName.TryCreate(SecretKind.Key, unused?.Id) is { } item)
        {
            await stores.RequireOpenAsync(cancellationToken).ConfigureAwait(false);
            using var _ = await locks.TakeAsync(item, cancellationToken).ConfigureAwait(false);
            await RequireNoRotationAsync(item, name, cancellationToken).ConfigureAwait(false);
            return await DeleteAsync(item, null, cancellationToken).ConfigureAwait(false);
        }

        var profile = profiles.Get(name);
        var key =
            CredentialSourceResolver.VaultOf(profile)?.Key
            ?? throw new RoleAssistException(
                ErrorCode.KeyNotInVault,
                $"Profile '{name}' uses no key of the vault.",
                "To list the keys: roleassist vault list"
            )
            {
                Profile = name,
            };
        await stores.RequireOpenAsync(cancellationToken).ConfigureAwait(false);
        using var turn = await locks.TakeAsync(key, cancellationToken).ConfigureAwait(false);
        await RequireNoRotationAsync(key, name, cancellationToken).ConfigureAwait(false);
        await RemoveLinesAsync(profile, key, fate, cancellationToken).ConfigureAwait(false);
        var others = UsersOf(profiles, key.Id).Where(user => user != name).ToList();
        return others.Count == 0
            ? await DeleteAsync(key, name, cancellationToken).ConfigureAwait(false)
            : new KeyRemoval(index.Find(key)?.AccessKeyId, others);
    }

    /// <summary>The item of a rotation may have the only secret of a key that is active at AWS.</summary>
    private async Task RequireNoRotationAsync(SecretName key, string profile, CancellationToken cancellationToken)
    {
        using var item = await keys.FindAsync(key, cancellationToken).ConfigureAwait(false);
        if (item is { Step: var step } && step != RotationStep.None)
        {
            throw RotationErrors.Unfinished(profile, step);
        }
    }

    /// <summary>The lines go first: a profile without its key is worse than a key without a profile.</summary>
    private async Task RemoveLinesAsync(
        Profile profile,
        SecretName key,
        RemovedKey fate,
        CancellationToken cancellationToken
    )
    {
        var settings = KeySettings.OwnIn(profile);
        if (fate == RemovedKey.IsForgotten)
        {
            await files.RemoveAsync(profile.Name, settings, null, cancellationToken).ConfigureAwait(false);
            return;
        }

        using var saved = await keys.GetAsync(key, cancellationToken).ConfigureAwait(false);
        await files
            .RemoveAsync(profile.Name, settings, saved.Current.ToCredentials(), cancellationToken)
            .ConfigureAwait(false);
    }

    private async Task<KeyRemoval> DeleteAsync(SecretName key, string? profile, CancellationToken cancellationToken)
    {
        var known = index.Find(key);
        await keys.DeleteAsync(key, cancellationToken).ConfigureAwait(false);
        observer.Happened(VaultAction.Removed, profile, known?.AccessKeyId, known?.User);
        return new KeyRemoval(known?.AccessKeyId, []);
    }

    private static IReadOnlyList<string> UsersOf(ProfileSet profiles, string id) =>
        [
            .. profiles
                .Profiles.Where(profile => profile[ProfileSettings.VaultKey] == id)
                .Select(profile => profile.Name),
        ];
}
