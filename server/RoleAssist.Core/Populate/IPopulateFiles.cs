using RoleAssist.Core.Errors;

namespace RoleAssist.Core.Populate;

/// <summary>Changes the user's config file, and takes the last change of each session back.</summary>
public interface IPopulateFiles
{
    /// <summary>Adds and removes the profiles of a plan, as one step.</summary>
    /// <returns>The path of the config file.</returns>
    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.ConfigurationUnreadable"/>: the file cannot be written. Nothing has changed.
    /// </exception>
    Task<string> ApplyAsync(PopulatePlan plan, CancellationToken cancellationToken);

    /// <summary>Gives the file back as it was before the last plan of a session, byte for byte.</summary>
    /// <returns>The path of the config file.</returns>
    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.InvalidArgument"/>: there is nothing to take back, or the file has been changed since.
    /// </exception>
    Task<string> UndoAsync(string session, CancellationToken cancellationToken);
}
