using RoleAssist.Core.Profiles;
using RoleAssist.Core.Vault;

namespace RoleAssist.Core.Keys;

/// <summary>A key in the vault, without its secret.</summary>
/// <param name="Profiles">The profiles that use it.</param>
/// <param name="AccessKeyId">The key's ID; null if RoleAssist has not seen the key on this machine.</param>
/// <param name="User">The ARN of the IAM user.</param>
/// <param name="Since">When AWS created it, if that is known.</param>
/// <param name="AgeDays">Its age in days, at least.</param>
/// <param name="Step">How far a rotation is.</param>
public sealed record ListedKey(
    IReadOnlyList<string> Profiles,
    string? AccessKeyId,
    string? User,
    DateTimeOffset? Since,
    int? AgeDays,
    RotationStep Step
);

public sealed record KeyList(IReadOnlyList<ListedKey> Keys, IReadOnlyList<PlainKey> PlainKeys);

/// <summary>
/// Lists the keys in the vault and those in plain text. It asks no keychain, so it works while the vault is locked.
/// </summary>
public sealed class ListKeysHandler(IProfileStore store, IVaultIndex index, TimeProvider time)
{
    public async Task<KeyList> HandleAsync(CancellationToken cancellationToken)
    {
        var profiles = await store.LoadAsync(cancellationToken).ConfigureAwait(false);
        var users = profiles
            .Profiles.Where(profile => profile[ProfileSettings.VaultKey] is not null)
            .ToLookup(profile => profile[ProfileSettings.VaultKey]!, profile => profile.Name);
        var known = index.Entries;
        var now = time.GetUtcNow();
        var inIndex = known.Select(entry => new ListedKey(
            [.. users[entry.Id]],
            entry.AccessKeyId,
            entry.User,
            entry.Since,
            entry.AgeDays(now),
            entry.Step
        ));
        var unseen = users
            .ExceptBy(known.Select(entry => entry.Id), group => group.Key)
            .Select(group => new ListedKey([.. group], null, null, null, null, RotationStep.None));
        return new KeyList([.. inIndex, .. unseen], [.. PlainKey.In(profiles)]);
    }
}
