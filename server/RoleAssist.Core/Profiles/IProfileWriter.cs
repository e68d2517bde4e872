using RoleAssist.Core.Errors;

namespace RoleAssist.Core.Profiles;

/// <summary>Writes to the user's AWS files.</summary>
public interface IProfileWriter
{
    /// <summary>Adds sections to the config file without changing the rest of it.</summary>
    /// <returns>The location of the profile's header.</returns>
    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.ConfigurationUnreadable"/>: the file cannot be written.
    /// </exception>
    Task<SourceLocation> AddAsync(ProfileDraft draft, CancellationToken cancellationToken);
}
