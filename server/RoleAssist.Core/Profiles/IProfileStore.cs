namespace RoleAssist.Core.Profiles;

/// <summary>Reads the user's profiles.</summary>
public interface IProfileStore
{
    /// <summary>
    /// Returns the current profiles. A line that cannot be parsed or a file that cannot be read is reported as a
    /// problem in the result, not as an exception; the rest still counts. The call is cheap while the files are
    /// unchanged. Files are read on another thread, and waiting for a slow one can be canceled.
    /// </summary>
    ValueTask<ProfileSet> LoadAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Returns the profiles as the user's editor shows them, saved or not: for what a person looks at or has just picked.
    /// Renewals, and what programs get without a person, use the saved files.
    /// </summary>
    ValueTask<ProfileSet> LoadShownAsync(CancellationToken cancellationToken) => LoadAsync(cancellationToken);
}
