using RoleAssist.Core.Vault;
using RoleAssist.Vault.Files;

namespace RoleAssist.Vault.Linux;

/// <summary>
/// Keeps keys in the kernel's keyring of this user (user-keyring(7)): all processes of the user share it, no other user
/// can read it, it is never on a disk, and the kernel forgets a key when its time is over.
/// </summary>
/// <remarks>
/// Keys are small and few: ordinary users have 20,000 bytes and 200 keys. Where the kernel or a container forbids the
/// calls (EPERM, ENOSYS), every method answers as if there were no key.
/// </remarks>
internal sealed class KernelKeyring(IKeyctl keyctl) : IOpenedKeys
{
    /// <summary>KEY_SPEC_THREAD_KEYRING: nobody else sees what this thread is still preparing.</summary>
    private const int ThreadKeyring = -1;

    /// <summary>KEY_SPEC_USER_KEYRING.</summary>
    private const int UserKeyring = -4;

    /// <summary>Everything for the possessor and the user, nothing for groups and others (keyctl_setperm(3)).</summary>
    private const uint UserOnly = 0x3f3f0000;

    /// <summary>
    /// Returns where opened keys rest on this platform: in the kernel where there is such a keyring and it is permitted,
    /// else in this process.
    /// </summary>
    public static IOpenedKeys OrMemory(TimeProvider time)
    {
        var memory = new KeysInMemory(time);
        return OperatingSystem.IsLinux() ? new OpenedKeys(new KernelKeyring(new Keyctl()), memory) : memory;
    }

    public SecretBytes? Find(string vault)
    {
        var found = keyctl.Search(UserKeyring, Description(vault));
        if (found < 0)
        {
            return null;
        }

        var key = new SecretBytes(SealedFile.KeyBytes);
        if (keyctl.Read(found, key.Span) == SealedFile.KeyBytes)
        {
            return key;
        }

        // Expired since, revoked, or not ours: the size differs.
        key.Dispose();
        return null;
    }

    public bool Keep(string vault, SecretBytes key, TimeSpan lifetime)
    {
        // Permissions can be set for a key that the thread possesses, so it is made in a keyring of the thread. It is
        // limited before it is linked: nobody finds a key that does not end.
        var made = keyctl.Add(Description(vault), key.Span, ThreadKeyring);
        if (made < 0)
        {
            return false;
        }

        var isKept =
            keyctl.SetTimeout(made, (uint)Math.Clamp(lifetime.TotalSeconds, 1, int.MaxValue)) >= 0
            && keyctl.SetPermissions(made, UserOnly) >= 0
            && keyctl.Link(made, UserKeyring) >= 0;
        if (!isKept)
        {
            _ = keyctl.Invalidate(made);
        }

        _ = keyctl.Unlink(made, ThreadKeyring);
        return isKept;
    }

    public void Forget(string vault)
    {
        if (keyctl.Search(UserKeyring, Description(vault)) is >= 0 and var found)
        {
            _ = keyctl.Invalidate(found);
            _ = keyctl.Unlink(found, UserKeyring);
        }
    }

    private static string Description(string vault) => $"roleassist:vault:{vault}";
}
