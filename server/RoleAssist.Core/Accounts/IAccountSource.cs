using RoleAssist.Core.Errors;

namespace RoleAssist.Core.Accounts;

/// <summary>Where accounts come from: profiles, a file, an organization, an Identity Center sign-in.</summary>
public interface IAccountSource
{
    /// <summary>Reads the accounts, in the order of the source.</summary>
    /// <param name="tokenCode">An MFA code, if one was asked for.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.MfaRequired"/> if a code is needed; otherwise what is wrong with the source.
    /// </exception>
    Task<IReadOnlyList<SelectedAccount>> ReadAsync(string? tokenCode, CancellationToken cancellationToken);
}
