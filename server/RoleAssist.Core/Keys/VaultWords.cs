using RoleAssist.Core.Environment;
using RoleAssist.Core.Vault;

namespace RoleAssist.Core.Keys;

/// <summary>Describes the vault in sentences.</summary>
internal static class VaultWords
{
    public static string Describe(VaultStatus status, bool canCreateFile) =>
        string.Join(
            ' ',
            (status.State == VaultState.Unavailable ? Missing(status, canCreateFile) : Found(status)).OfType<string>()
        );

    private static IEnumerable<string?> Found(VaultStatus status)
    {
        yield return status.State == VaultState.Open
            ? $"The vault is {status.Store!.Value.Phrase()}, and it is open."
            : $"The vault is {status.Store!.Value.Phrase()}, and it is locked.";
        yield return status.IsChosenByUser ? $"{RoleAssistVariables.Vault} names it." : null;
        foreach (var passed in status.Passed)
        {
            yield return $"Not {passed.Store.Phrase()}: {Sentence(passed.Reason)}";
        }

        if (status.State == VaultState.Locked)
        {
            yield return status.Remedy ?? "Unlock it: roleassist vault unlock";
        }
    }

    private static IEnumerable<string?> Missing(VaultStatus status, bool canCreateFile)
    {
        yield return status.Reason is { } reason ? Sentence(reason) : "There is no vault on this machine.";
        yield return status.Remedy;
        yield return canCreateFile
            ? "A file sealed by a passphrase can be the vault: roleassist vault add and roleassist vault import ask for a "
                + "new passphrase."
            : null;
    }

    private static string Sentence(string text) => text.EndsWith('.') ? text : $"{text}.";
}
