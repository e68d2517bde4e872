using RoleAssist.Core.Vault;

namespace RoleAssist.Vault.Files;

/// <summary>Where the key of an opened file rests for a time.</summary>
internal interface IOpenedKeys
{
    /// <summary>Returns the key of a file, which the caller disposes; null if it is not kept, or no longer.</summary>
    SecretBytes? Find(string vault);

    /// <summary>Keeps a copy of a key for a time; returns false if this place cannot.</summary>
    bool Keep(string vault, SecretBytes key, TimeSpan lifetime);

    void Forget(string vault);
}
