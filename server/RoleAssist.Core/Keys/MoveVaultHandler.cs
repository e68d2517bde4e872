using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Keys.Rotation;
using RoleAssist.Core.Vault;

namespace RoleAssist.Core.Keys;

/// <param name="Moved">The number of secrets that are in the target now, and nowhere else.</param>
/// <param name="Kept">The secrets that both stores have with different values; neither was touched.</param>
/// <param name="IsUsed">Whether RoleAssist now uses the target; if not, a setting must name it.</param>
public sealed record VaultMove(int Moved, IReadOnlyList<SecretName> Kept, bool IsUsed);

/// <summary>
/// Moves the vault's keys to another store. A key is deleted from the old one only after the new one has returned it, so
/// the move can be interrupted and run again at any time. No key is moved while it is rotated. The key of kept sessions
/// stays: the sessions are sealed with it, and the next one is made in the new store.
/// </summary>
public sealed class MoveVaultHandler(ISecretStores stores, IVaultIndex index, IRotationLock locks)
{
    /// <summary>Returns a store of this machine that can be the target.</summary>
    /// <exception cref="RoleAssistException">This platform has no such store.</exception>
    public ISecretStore GetTarget(StoreKind kind) =>
        stores.Find(kind)
        ?? throw new RoleAssistException(
            ErrorCode.InvalidArgument,
            $"This operating system does not have {kind.Phrase()}.",
            $"It has {string.Join(", ", stores.All.Select(store => store.Kind.Name()))}."
        );

    /// <exception cref="RoleAssistException">
    /// VaultLocked or VaultUnavailable: what was moved before that stays moved, and nothing is lost.
    /// </exception>
    public async Task<VaultMove> HandleAsync(StoreKind kind, CancellationToken cancellationToken)
    {
        var target = GetTarget(kind);
        await RequireOpenAsync(target, cancellationToken).ConfigureAwait(false);
        var (moved, kept) = (0, new List<SecretName>());
        foreach (var source in stores.All.Where(store => store.Kind != kind))
        {
            foreach (var name in await NamesInAsync(source, cancellationToken).ConfigureAwait(false))
            {
                // A rotation that saves the item in between would lose its new key.
                using var turn = await locks.TakeAsync(name, cancellationToken).ConfigureAwait(false);
                if (await MoveAsync(source, target, name, cancellationToken).ConfigureAwait(false))
                {
                    moved++;
                }
                else
                {
                    kept.Add(name);
                }
            }
        }

        var used = await stores.ChooseAsync(cancellationToken).ConfigureAwait(false);
        return new VaultMove(moved, kept, used.Store?.Kind == kind);
    }

    private static async Task RequireOpenAsync(ISecretStore store, CancellationToken cancellationToken)
    {
        var status = await store.ProbeAsync(cancellationToken).ConfigureAwait(false);
        if (status.State != VaultState.Open)
        {
            throw status.State == VaultState.Locked
                ? VaultErrors.Locked(store.Kind)
                : VaultErrors.Unavailable(status.Reason!, status.Remedy);
        }
    }

    /// <summary>A store that does not work has nothing to move; a locked one must be opened first.</summary>
    private static async Task<IReadOnlyList<SecretName>> NamesInAsync(
        ISecretStore source,
        CancellationToken cancellationToken
    )
    {
        var status = await source.ProbeAsync(cancellationToken).ConfigureAwait(false);
        return status.State switch
        {
            VaultState.Unavailable => [],
            VaultState.Locked when status.Items == 0 => [],
            VaultState.Locked => throw VaultErrors.Locked(source.Kind),
            _ =>
            [
                .. (await source.ListAsync(KeychainPrompt.Forbidden, cancellationToken).ConfigureAwait(false)).Where(
                    name => name.Kind == SecretKind.Key
                ),
            ],
        };
    }

    private async Task<bool> MoveAsync(
        ISecretStore source,
        ISecretStore target,
        SecretName name,
        CancellationToken cancellationToken
    )
    {
        using var secret = await source
            .GetAsync(name, KeychainPrompt.Forbidden, cancellationToken)
            .ConfigureAwait(false);
        if (secret is null)
        {
            return true;
        }

        using var there = await target
            .GetAsync(name, KeychainPrompt.Forbidden, cancellationToken)
            .ConfigureAwait(false);
        if (there is not null && !there.Matches(secret))
        {
            return false;
        }

        if (there is null)
        {
            await SaveAsync(target, name, secret, cancellationToken).ConfigureAwait(false);
        }

        await source.DeleteAsync(name, KeychainPrompt.Forbidden, cancellationToken).ConfigureAwait(false);
        if (index.Find(name) is { } entry)
        {
            await index.PutAsync(entry with { Store = target.Kind }).ConfigureAwait(false);
        }

        return true;
    }

    private static async Task SaveAsync(
        ISecretStore target,
        SecretName name,
        SecretBytes secret,
        CancellationToken cancellationToken
    )
    {
        await target
            .SetAsync(name, LabelOf(name, secret), secret, KeychainPrompt.Forbidden, cancellationToken)
            .ConfigureAwait(false);
        using var saved = await target
            .GetAsync(name, KeychainPrompt.Forbidden, cancellationToken)
            .ConfigureAwait(false);
        if (saved is null || !saved.Matches(secret))
        {
            throw VaultErrors.Unavailable(
                $"The secret {name} was not moved: {target.Kind.Phrase()} did not return what was stored in it.",
                $"Choose another store with {RoleAssistVariables.Vault}."
            );
        }
    }

    /// <summary>Names the user: which profiles use a key may change.</summary>
    private static string LabelOf(SecretName name, SecretBytes secret)
    {
        if (name.Kind != SecretKind.Key)
        {
            return "RoleAssist";
        }

        using var key = VaultKey.FromJson(secret.Span);
        return VaultKeys.Label(key.User.Split('/')[^1]);
    }
}
