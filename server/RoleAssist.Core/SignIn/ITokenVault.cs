using RoleAssist.Core.Errors;

namespace RoleAssist.Core.SignIn;

/// <summary>
/// Keeps the tokens of sign-ins sealed, for users who want them in no plain file. Other programs then work through
/// RoleAssist only.
/// </summary>
public interface ITokenVault
{
    /// <summary>Whether the user wants tokens here instead of in the cache that AWS' tools share.</summary>
    bool IsWanted { get; }

    /// <summary>Gets the file that holds them.</summary>
    string FilePath { get; }

    /// <summary>Whether that file exists. Without it there is nothing to open the vault for.</summary>
    bool Exists { get; }

    /// <summary>Fails if a token could not be kept now. It shows no prompt.</summary>
    /// <inheritdoc cref="ReadAsync" path="/exception"/>
    Task EnsureWritableAsync(CancellationToken cancellationToken);

    /// <summary>Returns a token; null if there is none.</summary>
    /// <exception cref="RoleAssistException"><see cref="ErrorCode.VaultLocked"/> or one of the vault's errors.</exception>
    Task<string?> ReadAsync(string id, CancellationToken cancellationToken);

    /// <summary>Keeps a token.</summary>
    /// <inheritdoc cref="ReadAsync" path="/exception"/>
    Task WriteAsync(string id, string token, CancellationToken cancellationToken);

    /// <summary>Removes a token.</summary>
    /// <returns>Whether there was one.</returns>
    /// <inheritdoc cref="ReadAsync" path="/exception"/>
    Task<bool> DeleteAsync(string id, CancellationToken cancellationToken);

    /// <summary>Waits until no other process of this user changes that token.</summary>
    Task<IDisposable> LockAsync(string id, CancellationToken cancellationToken);
}
