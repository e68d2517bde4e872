using RoleAssist.Core.Vault;

namespace RoleAssist.Vault.Files;

/// <summary>Keeps keys in the first place that can, which all processes share if it is the kernel.</summary>
internal sealed class OpenedKeys(params IOpenedKeys[] places) : IOpenedKeys
{
    public SecretBytes? Find(string vault) =>
        places.Select(place => place.Find(vault)).FirstOrDefault(key => key is not null);

    public bool Keep(string vault, SecretBytes key, TimeSpan lifetime)
    {
        // The key of an earlier opening must not survive elsewhere.
        Forget(vault);
        return places.Any(place => place.Keep(vault, key, lifetime));
    }

    public void Forget(string vault)
    {
        foreach (var place in places)
        {
            place.Forget(vault);
        }
    }
}
