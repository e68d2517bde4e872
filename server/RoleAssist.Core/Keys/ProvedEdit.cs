using RoleAssist.Core.Errors;

namespace RoleAssist.Core.Keys;

/// <summary>An edit that stays only if it is proved to work.</summary>
internal static class ProvedEdit
{
    /// <summary>Runs the proof, and undoes the edit if that fails. The item of the vault stays: nothing is lost.</summary>
    /// <exception cref="RoleAssistException">The proof failed; the hint says in which state the files are.</exception>
    public static async Task ProveAsync(this IKeyEdit edit, string profile, Func<Task> proof)
    {
        try
        {
            await proof().ConfigureAwait(false);
        }
        catch (Exception fault)
        {
            await UndoAsync(edit, profile).ConfigureAwait(false);
            if (fault is RoleAssistException known)
            {
                throw Undone(profile, known);
            }

            throw;
        }
    }

    /// <summary>The undoing is not canceled: half of an edit is worse than either of its ends.</summary>
    private static async Task UndoAsync(IKeyEdit edit, string profile)
    {
        try
        {
            await edit.UndoAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (RoleAssistException fault)
        {
            throw new RoleAssistException(
                fault.Code,
                $"The change of '{profile}' did not work and could not be undone: {fault.Summary}",
                "The key is in the vault. Look at the AWS files, and run roleassist vault repair.",
                fault
            )
            {
                Profile = profile,
            };
        }
    }

    private static RoleAssistException Undone(string profile, RoleAssistException fault) =>
        new(
            fault.Code,
            fault.Summary,
            $"The AWS files are as they were before; the vault keeps a copy of the key. {fault.Hint}".TrimEnd(),
            fault
        )
        {
            Profile = profile,
            Location = fault.Location,
        };
}
