using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Vault;

namespace RoleAssist.Vault.Files;

/// <summary>Errors of the file system, in words of the vault.</summary>
internal static class FileFaults
{
    private const int NoSpace = 28;
    private const int WindowsDiskFull = unchecked((int)0x80070070);

    private static int QuotaExceeded => OperatingSystem.IsMacOS() ? 69 : 122;

    /// <summary>Runs work with the vault's file.</summary>
    public static async Task<T> TranslateAsync<T>(StoreKind store, Func<Task<T>> work)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (IOException full) when (full.HResult is NoSpace or WindowsDiskFull || full.HResult == QuotaExceeded)
        {
            throw VaultErrors.Full(store, "cannot be written because the disk is full");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw Unusable(fault.Message);
        }
    }

    /// <param name="reason">A sentence that names the file.</param>
    public static RoleAssistException Unusable(string reason) =>
        VaultErrors.Unavailable(
            $"The vault's file cannot be used: {reason.TrimEnd('.')}.",
            $"Correct the file, or choose another store with {RoleAssistVariables.Vault}."
        );

    public static RoleAssistException Damaged(string path) =>
        VaultErrors.Unavailable(
            $"The vault's file {path} is damaged, or a newer RoleAssist made it.",
            "Restore the file from a backup, or move it away and add the keys again."
        );
}
