using System.Globalization;
using RoleAssist.Interop.Unix;
using RoleAssist.Interop.Windows;

namespace RoleAssist.Interop.Files;

/// <summary>
/// Checks whether a folder can hold files that only this user may read or replace: it belongs to this user, and no
/// other user can substitute it by a link or by permissions on a parent folder.
/// </summary>
public static class PrivateFolder
{
    private const int MaxLinks = 16;
    private const UnixFileMode OwnerAll = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>
    /// The uid of the machine's users, including root, as seen from a sandbox such as Flatpak's (user_namespaces(7)).
    /// </summary>
    private const uint UnmappedUserId = 65534;

    /// <summary>The permissions that others must not have on a folder of files that are private themselves.</summary>
    public const UnixFileMode Writing = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    /// <summary>The permissions that others must not have on a folder of sockets or programs.</summary>
    public const UnixFileMode Anything =
        Writing
        | UnixFileMode.GroupRead
        | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead
        | UnixFileMode.OtherExecute;

    /// <summary>Creates a folder unless it exists.</summary>
    /// <param name="path">The folder's full path.</param>
    /// <param name="forbidden">The permissions that others must not have.</param>
    /// <returns>
    /// The reason why the folder cannot be used, as the rest of a sentence that begins with its path; null if it can.
    /// </returns>
    public static string? Make(string path, UnixFileMode forbidden)
    {
        if (Objection(path, forbidden) is { } objection)
        {
            return objection;
        }

        try
        {
            PrivateFile.CreateFolder(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return $"cannot be created: {fault.Message.TrimEnd('.')}";
        }

        // Another user may have created it in between.
        return Objection(path, forbidden);
    }

    /// <summary>
    /// Gets the reason why a folder cannot be used, as returned by <see cref="Make"/>; null if it can or does not
    /// exist.
    /// </summary>
    public static string? Objection(string path, UnixFileMode forbidden) =>
        OperatingSystem.IsWindows()
            ? WindowsAccess.Objection(
                path,
                forbidden == Writing ? WindowsAccess.Writing : WindowsAccess.Reading | WindowsAccess.Writing
            )
            : Examine(path, forbidden, MaxLinks);

    private static string? Examine(string path, UnixFileMode forbidden, int linksLeft)
    {
        var parent = "/";
        var names = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < names.Length; i++)
        {
            var current = Path.Combine(parent, names[i]);
            if (UnixFileStatus.Get(current) is not { } status)
            {
                return null;
            }

            if (status.IsLink)
            {
                return (IsTrusted(status.UserId), linksLeft > 0, new FileInfo(current).LinkTarget) switch
                {
                    (false, _, _) => $"leads through {current}, a link of another user (uid {status.UserId})",
                    (_, true, { } target) => Examine(
                        Path.GetFullPath(Path.Combine([target, .. names[(i + 1)..]]), parent),
                        forbidden,
                        linksLeft - 1
                    ),
                    _ => $"leads through {current}, a link that cannot be followed",
                };
            }

            if (i == names.Length - 1)
            {
                return ObjectionToFolder(status, forbidden);
            }

            if (ObjectionToParent(status) is { } objection)
            {
                return $"is in {current}, which {objection}";
            }

            parent = current;
        }

        return null;
    }

    private static string? ObjectionToFolder(UnixFileStatus folder, UnixFileMode forbidden) =>
        folder switch
        {
            { IsFolder: false } => "is not a folder",
            { IsOwnedByCurrentUser: false } => $"belongs to another user (uid {folder.UserId})",
            _ when (OpenToOthers(folder) & forbidden) != 0 =>
                $"is open to other users (mode {folder.Mode}); close it with chmod 700",
            _ when (folder.Permissions & OwnerAll) != OwnerAll =>
                $"is not fully accessible to its owner (mode {folder.Mode}); open it with chmod 700",
            _ => null,
        };

    /// <summary>In a sticky folder, only a file's owner can rename or remove it (unlink(2)).</summary>
    private static string? ObjectionToParent(UnixFileStatus folder) =>
        folder switch
        {
            { IsFolder: false } => "is not a folder",
            _ when !IsTrusted(folder.UserId) => $"belongs to another user (uid {folder.UserId})",
            _ when (OpenToOthers(folder) & Writing) != 0 && !folder.Permissions.HasFlag(UnixFileMode.StickyBit) =>
                $"other users can write to (mode {folder.Mode})",
            _ => null,
        };

    /// <summary>
    /// Gets the permissions of others. A group with the same number as the user contains only that user by convention;
    /// the group 0 is root's.
    /// </summary>
    private static UnixFileMode OpenToOthers(UnixFileStatus folder) =>
        folder.GroupId == folder.UserId || folder.GroupId == 0
            ? folder.OpenToOthers & ~UnixFileMode.GroupWrite
            : folder.OpenToOthers;

    private static bool IsTrusted(uint userId) =>
        userId == UnixUser.Id || userId == 0 || (userId == UnmappedUserId && !IsInitialUserNamespace());

    private static bool IsInitialUserNamespace()
    {
        try
        {
            var map = File.ReadAllText("/proc/self/uid_map")
                .Split(default(char[]), StringSplitOptions.RemoveEmptyEntries);
            return map is ["0", "0", var count] && count == uint.MaxValue.ToString(CultureInfo.InvariantCulture);
        }
        catch (Exception none) when (none is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }
}
