using RoleAssist.Core.Errors;
using RoleAssist.Core.Keys.Rotation;
using RoleAssist.Core.Vault;

namespace RoleAssist.Core.Tests.Fakes;

/// <summary>The lock of rotations in one process.</summary>
internal sealed class OneRotation : IRotationLock
{
    /// <summary>Gets or sets whether another process is rotating the key.</summary>
    public bool IsTaken { get; set; }

    public Task<IDisposable> TakeAsync(SecretName key, CancellationToken cancellationToken) =>
        IsTaken
            ? throw new RoleAssistException(ErrorCode.VaultUnavailable, "Another process is rotating this key.")
            : Task.FromResult<IDisposable>(new MemoryStream());
}
