using RoleAssist.Core.Errors;

namespace RoleAssist.Core.Profiles;

/// <summary>
/// Finds the mistakes in the meaning of the AWS files, beyond the problems that reading them reports. It takes longer than
/// reading, so only what shows problems asks for it.
/// </summary>
public interface IFileFindings
{
    /// <summary>Returns the findings in the order of the files. They never make a profile unusable.</summary>
    Task<IReadOnlyList<Problem>> FindAsync(CancellationToken cancellationToken);
}
