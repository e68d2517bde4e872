namespace RoleAssist.Core.Keys;

/// <summary>
/// The program that <c>credential_process</c> lines start. Its path stays the same when RoleAssist is updated.
/// </summary>
public interface ILauncher
{
    /// <summary>Makes sure that the launcher starts this version or a newer one, and returns its path.</summary>
    /// <exception cref="Errors.RoleAssistException">
    /// There is no place for it whose path every tool can read, or it cannot be written.
    /// </exception>
    string Install();
}
