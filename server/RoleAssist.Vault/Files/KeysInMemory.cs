using RoleAssist.Core.Vault;

namespace RoleAssist.Vault.Files;

/// <summary>Keeps keys in this process, where the kernel's keyring is not permitted, as in containers.</summary>
internal sealed class KeysInMemory(TimeProvider time) : IOpenedKeys
{
    private readonly Dictionary<string, (SecretBytes Key, DateTimeOffset End)> _keys = new(StringComparer.Ordinal);

    public SecretBytes? Find(string vault)
    {
        lock (_keys)
        {
            if (!_keys.TryGetValue(vault, out var kept))
            {
                return null;
            }

            if (kept.End > time.GetUtcNow())
            {
                return SecretBytes.Copy(kept.Key.Span);
            }

            Remove(vault);
            return null;
        }
    }

    public bool Keep(string vault, SecretBytes key, TimeSpan lifetime)
    {
        lock (_keys)
        {
            Remove(vault);
            _keys[vault] = (SecretBytes.Copy(key.Span), time.GetUtcNow() + lifetime);
            return true;
        }
    }

    public void Forget(string vault)
    {
        lock (_keys)
        {
            Remove(vault);
        }
    }

    private void Remove(string vault)
    {
        if (_keys.Remove(vault, out var kept))
        {
            kept.Key.Dispose();
        }
    }
}
