using RoleAssist.Core.Vault;

namespace RoleAssist.Core.Keys.Rotation;

/// <summary>
/// Calls AWS Identity and Access Management about the access keys of a user. Every call returns an answer, throws a
/// <see cref="Errors.RoleAssistException"/> with one of the 4xx or 5xx codes, or is canceled down to the connection.
/// </summary>
public interface IIdentityManagement
{
    /// <summary>Lists all access keys of the user.</summary>
    Task<IReadOnlyList<ListedKey>> ListAccessKeysAsync(IamCaller caller, CancellationToken cancellationToken);

    /// <summary>Gets the last use of a key of the user; null if it was never used or does not exist.</summary>
    Task<KeyUse?> GetLastUseAsync(IamCaller caller, string accessKeyId, CancellationToken cancellationToken);

    /// <summary>Creates a key, which the caller disposes. A request that may have reached IAM is not repeated.</summary>
    Task<UserAccessKey> CreateAccessKeyAsync(IamCaller caller, CancellationToken cancellationToken);

    /// <summary>Deactivates a key; returns false if the user does not have it.</summary>
    Task<bool> DeactivateAsync(IamCaller caller, string accessKeyId, CancellationToken cancellationToken);

    /// <summary>Deletes a key; returns false if the user does not have it.</summary>
    Task<bool> DeleteAsync(IamCaller caller, string accessKeyId, CancellationToken cancellationToken);
}
