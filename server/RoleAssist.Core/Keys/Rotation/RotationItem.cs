using RoleAssist.Core.Vault;

namespace RoleAssist.Core.Keys.Rotation;

/// <summary>
/// The vault's item during a rotation. Each step is saved before the call that follows it, so that a rotation goes on
/// after a crash.
/// </summary>
internal sealed class RotationItem(
    VaultKeys vault,
    SecretName name,
    string profile,
    VaultKey key,
    Action<VaultKey> saved
) : IDisposable
{
    private readonly List<VaultKey> _former = [];

    /// <summary>Gets the item as it was last saved.</summary>
    public VaultKey Key { get; private set; } = key;

    public RotationStep Step => Key.Step;

    /// <summary>Saves the item with changes.</summary>
    /// <exception cref="Errors.RoleAssistException">The item is not saved, or not known to be saved.</exception>
    public async Task SaveAsync(VaultKey next, CancellationToken cancellationToken)
    {
        await vault.SaveAsync(name, profile, next, cancellationToken).ConfigureAwait(false);
        _former.Add(Key);
        Key = next;
        saved(next);
    }

    /// <summary>Throws if the item has no room for the keys of a rotation, before there is a new key to lose.</summary>
    public void RequireRoom(DateTimeOffset now)
    {
        var filler = Key.Current with { Since = now };
        using var json = (
            Key with
            {
                Pending = filler,
                Retired = filler,
                Step = RotationStep.Switched,
                StepTime = now,
            }
        ).ToJson();
    }

    /// <summary>Overwrites all secrets that the item has had.</summary>
    public void Dispose()
    {
        Key.Dispose();
        _former.ForEach(former => former.Dispose());
    }
}
