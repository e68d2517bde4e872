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

    /// <summary>Adds an <c>[sso-session]</c> section alone.</summary>
    /// <returns>The location of its header.</returns>
    /// <inheritdoc cref="AddAsync(ProfileDraft, CancellationToken)" path="/exception"/>
    Task<SourceLocation> AddAsync(SsoSessionDraft draft, CancellationToken cancellationToken);
}
