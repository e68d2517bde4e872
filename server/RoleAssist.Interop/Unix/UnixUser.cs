using System.Runtime.InteropServices;

namespace RoleAssist.Interop.Unix;

/// <summary>The effective user of this process (geteuid(2)).</summary>
public static partial class UnixUser
{
    public static uint Id => EffectiveUserId();

    /// <summary>The effective group (getegid(2)).</summary>
    public static uint GroupId => EffectiveGroupId();

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint EffectiveUserId();

    [LibraryImport("libc", EntryPoint = "getegid")]
    private static partial uint EffectiveGroupId();
}
