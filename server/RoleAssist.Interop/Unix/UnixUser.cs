using System.Runtime.InteropServices;

namespace RoleAssist.Interop.Unix;

/// <summary>The effective user of this process (geteuid(2)).</summary>
public static partial class UnixUser
{
    public static uint Id => EffectiveUserId();

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint EffectiveUserId();
}
