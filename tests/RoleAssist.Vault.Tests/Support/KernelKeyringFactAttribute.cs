using System.Runtime.CompilerServices;
using RoleAssist.Vault.Linux;

namespace RoleAssist.Vault.Tests.Support;

/// <summary>
/// A test with the kernel's keyring, which is skipped where there is none, as in many containers, or no keyctl(1).
/// </summary>
public sealed class KernelKeyringFactAttribute : FactAttribute
{
    private const int UserKeyring = -4;
    private const int NoKey = -126;

    public KernelKeyringFactAttribute(
        [CallerFilePath] string? sourceFilePath = null,
        [CallerLineNumber] int sourceLineNumber = -1
    )
        : base(sourceFilePath, sourceLineNumber)
    {
        if (new Keyctl().Search(UserKeyring, "roleassist:no-such-key") != NoKey)
        {
            Skip = "skipped: the kernel's keyring is not permitted here";
        }
        else if (!File.Exists("/usr/bin/keyctl"))
        {
            Skip = "skipped: keyctl is not installed";
        }
    }
}
