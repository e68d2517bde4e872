using RoleAssist.Core.Credentials;

namespace RoleAssist.Core.Keys;

/// <summary>The keys and the settings of keys in the user's AWS files. Every other byte of the files stays.</summary>
public interface IKeyFiles
{
    /// <summary>Removes a profile's keys, which must be saved elsewhere, and adds settings to the config file.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="key">The key that was saved. Another one in the files is an error.</param>
    /// <param name="settings">The settings by which tools get credentials from now on.</param>
    /// <param name="savedAs">Where the key is saved, for <see cref="RepairAsync"/>. It is not a secret.</param>
    /// <param name="cancellationToken">Cancels the wait for other processes.</param>
    /// <exception cref="Errors.RoleAssistException">Nothing has changed.</exception>
    Task<IKeyEdit> MoveOutAsync(
        string profile,
        AwsCredentials key,
        IReadOnlyList<KeyValuePair<string, string>> settings,
        string savedAs,
        CancellationToken cancellationToken
    );

    /// <summary>Adds settings to a profile in the config file, and the profile if it does not exist.</summary>
    Task<IKeyEdit> AddAsync(
        string profile,
        IReadOnlyList<KeyValuePair<string, string>> settings,
        CancellationToken cancellationToken
    );

    /// <summary>Removes settings from a profile in the config file.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="settings">The names of the settings.</param>
    /// <param name="key">A key to write to the credentials file first; null for none.</param>
    /// <param name="cancellationToken">Cancels the wait for other processes.</param>
    Task RemoveAsync(
        string profile,
        IReadOnlyList<string> settings,
        AwsCredentials? key,
        CancellationToken cancellationToken
    );

    /// <summary>Completes or undoes the edits that were interrupted.</summary>
    /// <param name="isSaved">
    /// Whether the key is still where it was saved; null if that cannot be found out, so that nothing is completed.
    /// </param>
    /// <param name="cancellationToken">Cancels the wait for other processes.</param>
    Task<IReadOnlyList<RepairedKeyEdit>> RepairAsync(
        Func<string, CancellationToken, ValueTask<bool>>? isSaved,
        CancellationToken cancellationToken
    );

    /// <summary>Returns the number of edits that were interrupted.</summary>
    int CountInterrupted();
}

/// <summary>An edit that was made.</summary>
public interface IKeyEdit
{
    /// <summary>Puts the files back to what they were.</summary>
    /// <exception cref="Errors.RoleAssistException">A file has been changed since, or cannot be written.</exception>
    Task UndoAsync(CancellationToken cancellationToken);
}
