using RoleAssist.Core.Errors;

namespace RoleAssist.Core.Profiles;

/// <summary>Writes into the AWS files of the person at this machine.</summary>
public interface IProfileWriter
{
    /// <summary>Adds sections to the config file and leaves every other byte as it is.</summary>
    /// <returns>Where the profile's header stands now.</returns>
    /// <exception cref="RoleAssistException"><see cref="ErrorCode.ConfigurationUnreadable"/> where the file cannot be written.</exception>
    Task<SourceLocation> AddAsync(ProfileDraft draft, CancellationToken cancellationToken);
}
