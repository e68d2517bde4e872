using RoleAssist.Core.Errors;
using RoleAssist.Core.Vault;

namespace RoleAssist.Core.Keys.Rotation;

/// <summary>Lets one process of this user rotate a key at a time.</summary>
public interface IRotationLock
{
    /// <summary>
    /// Takes the lock until it is disposed. It does not wait for another rotation: waiting would end in rotating the new
    /// key right away.
    /// </summary>
    /// <exception cref="RoleAssistException">Another process is rotating the key.</exception>
    Task<IDisposable> TakeAsync(SecretName key, CancellationToken cancellationToken);
}
