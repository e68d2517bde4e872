using RoleAssist.Core.Errors;

namespace RoleAssist.Core.Profiles;

/// <summary>
/// Finds the mistakes in the meaning of the AWS files, beyond the problems that reading them reports. It takes longer than
/// reading, so only what shows problems asks for it.
/// </summary>
public interface IFileFindings
{
    /// <summary>Returns the findings in the order of the files. They never make a profile unusable.</summary>
    /// <param name="withFaults">
    /// Whether to include why profiles cannot be assumed; false for a caller that resolves the profiles itself.
    /// </param>
    /// <param name="cancellationToken">Cancels the search.</param>
    Task<IReadOnlyList<Problem>> FindAsync(bool withFaults, CancellationToken cancellationToken);
}
