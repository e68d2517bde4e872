using System.Globalization;
using RoleAssist.Interop.Unix;

namespace RoleAssist.Interop.Files;

/// <summary>
/// Whether a folder can be trusted with what only this user may read or replace: it belongs to this user, and no other
/// user can put something else in its place, be it by a link or by their rights to a folder above it.
/// </summary>
public static class PrivateFolder
{
    private const int MaxLinks = 16;
    private const UnixFileMode OwnerAll = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>
    /// How the users of the machine look from within a sandbox such as Flatpak's, root among them (user_namespaces(7)).
    /// </summary>
    private const uint UnmappedUserId = 65534;

    /// <summary>What nobody but the owner may do to a folder whose files are private by themselves.</summary>
    public const UnixFileMode Writing = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    /// <summary>What nobody but the owner may do to a folder that holds sockets or programs.</summary>
    public const UnixFileMode Anything =
        Writing | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    /// <summary>Makes a folder, unless it is there.</summary>
    /// <param name="path">Its full path.</param>
    /// <param name="forbidden">What others may not do in it.</param>
    /// <returns>Why it cannot be used, as the rest of a sentence that begins with its path; null when it can.</returns>
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
            return $"cannot be made: {fault.Message.TrimEnd('.')}";
        }

        // It may have been made by another user in between.
        return Objection(path, forbidden);
    }

    /// <summary>Why a folder cannot be used, as <see cref="Make"/> says it; null when it can, or is not there.</summary>
    public static string? Objection(string path, UnixFileMode forbidden) =>
        OperatingSystem.IsWindows() ? null : Examine(path, forbidden, MaxLinks);

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
                    (_, true, { } target) => Examine(Path.GetFullPath(Path.Combine([target, .. names[(i + 1)..]]), parent), forbidden, linksLeft - 1),
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

    private static string? ObjectionToFolder(UnixFileStatus folder, UnixFileMode forbidden) => folder switch
    {
        { IsFolder: false } => "is not a folder",
        { IsOwn: false } => $"belongs to another user (uid {folder.UserId})",
        _ when (OpenToOthers(folder) & forbidden) != 0 => $"is open to other users (mode {folder.Mode}); close it with chmod 700",
        _ when (folder.Permissions & OwnerAll) != OwnerAll => $"is closed to its owner too (mode {folder.Mode}); open it with chmod 700",
        _ => null,
    };

    /// <summary>In a sticky folder only a file's owner can rename or remove it (unlink(2)).</summary>
    private static string? ObjectionToParent(UnixFileStatus folder) => folder switch
    {
        { IsFolder: false } => "is not a folder",
        _ when !IsTrusted(folder.UserId) => $"belongs to another user (uid {folder.UserId})",
        _ when (OpenToOthers(folder) & Writing) != 0 && !folder.Permissions.HasFlag(UnixFileMode.StickyBit) => $"other users can write to (mode {folder.Mode})",
        _ => null,
    };

    /// <summary>A group with the user's own number is, by convention, the user alone; root's group is root.</summary>
    private static UnixFileMode OpenToOthers(UnixFileStatus folder) => folder.GroupId == folder.UserId || folder.GroupId == 0
        ? folder.OpenToOthers & ~UnixFileMode.GroupWrite
        : folder.OpenToOthers;

    private static bool IsTrusted(uint userId) =>
        userId == UnixFileStatus.CurrentUserId || userId == 0 || (userId == UnmappedUserId && !IsInitialUserNamespace());

    private static bool IsInitialUserNamespace()
    {
        try
        {
            var map = File.ReadAllText("/proc/self/uid_map").Split(default(char[]), StringSplitOptions.RemoveEmptyEntries);
            return map is ["0", "0", var count] && count == uint.MaxValue.ToString(CultureInfo.InvariantCulture);
        }
        catch (Exception none) when (none is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }
}
