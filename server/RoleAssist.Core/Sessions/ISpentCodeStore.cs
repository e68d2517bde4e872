namespace RoleAssist.Core.Sessions;

/// <summary>Stores the spent codes for all processes of this user.</summary>
public interface ISpentCodeStore
{
    /// <summary>Opens the spent codes of a device. The caller has exclusive access until it disposes of them.</summary>
    Task<ISpentCodes> OpenAsync(string mfaSerial, CancellationToken cancellationToken);
}
