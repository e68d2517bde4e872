using RoleAssist.Core.Errors;
using RoleAssist.Core.Keys.Rotation;
using RoleAssist.Core.Vault;
using RoleAssist.Interop.Files;

namespace RoleAssist.Host.State;

/// <summary>Locks a file for each key that is being rotated. It ends with the process, even if that is killed.</summary>
internal sealed class FileRotationLock(StateFolder folder, TimeProvider time) : IRotationLock
{
    /// <summary>Long enough for a process that is just ending.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);

    public async Task<IDisposable> TakeAsync(SecretName key, CancellationToken cancellationToken)
    {
        try
        {
            return await LockedFile
                .OpenTemporaryAsync(folder.GetFilePath($"rotation-{key.Id}.lock"), Timeout, time, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (IOException held) when (LockedFile.IsHeld(held))
        {
            throw new RoleAssistException(
                ErrorCode.VaultUnavailable,
                "Another RoleAssist process is rotating this key.",
                "Wait until it is done. Then roleassist vault list shows the new key."
            );
        }
    }
}
