using System.Security.Cryptography;
using System.Text;
using RoleAssist.Interop.Unix;

namespace RoleAssist.Interop.Files;

/// <summary>Files and folders that only this user can read, and that nobody ever finds half-written.</summary>
public static class PrivateFile
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>How to open a file that may have to be made: by nobody else meanwhile, and made for this user alone.</summary>
    public static FileStreamOptions Options(FileMode mode, FileAccess access, bool isProgram = false)
    {
        // Without a buffer: what a full disk does not take is said at once, and not again when the file is closed.
        var options = new FileStreamOptions { Mode = mode, Access = access, Share = FileShare.None, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = isProgram ? Owner | UnixFileMode.UserExecute : Owner;
        }

        return options;
    }

    /// <summary>
    /// Makes a folder, unless it is there, and those above it that are missing, each for this user alone: .NET gives
    /// its mode to the last one only, and the others what the umask leaves.
    /// </summary>
    public static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return;
        }

        var missing = new Stack<string>();
        for (var folder = Path.GetFullPath(path); folder is not null && !Directory.Exists(folder); folder = Path.GetDirectoryName(folder))
        {
            missing.Push(folder);
        }

        foreach (var folder in missing)
        {
            Directory.CreateDirectory(folder, Owner | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Opens a file of RoleAssist's own to be read; null when there is none.</summary>
    /// <exception cref="IOException">It is a link or a pipe, another user's, or open to others.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static FileStream? OpenRead(string path) => !OperatingSystem.IsWindows()
        ? OwnFile.OpenRead(path)
        : File.Exists(path) ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete) : null;

    /// <summary>Why RoleAssist does not use a file that is in the place of one of its own; null for a private file and where there is none.</summary>
    public static string? Objection(string path) =>
        !OperatingSystem.IsWindows() && UnixFileStatus.Get(path) is { } file ? OwnFile.Objection(file) : null;

    /// <summary>Writes a file whole: it takes its place when it is done.</summary>
    /// <param name="path">Where it is to be.</param>
    /// <param name="content">What is in it.</param>
    /// <param name="isProgram">Whether it can be run.</param>
    /// <param name="isReadOnly">Whether other programs of this user, but for root's, fail when they write to it.</param>
    public static void Write(string path, ReadOnlySpan<byte> content, bool isProgram = false, bool isReadOnly = false)
    {
        var draft = $"{path}.{RandomNumberGenerator.GetHexString(8, lowercase: true)}.tmp";
        try
        {
            using (var file = new FileStream(draft, Options(FileMode.CreateNew, FileAccess.Write, isProgram)))
            {
                file.Write(content);
                file.Flush(flushToDisk: true);
            }

            if (isReadOnly)
            {
                File.SetAttributes(draft, FileAttributes.ReadOnly);
                AllowDeletion(path);
            }

            File.Move(draft, path, overwrite: true);
        }
        catch
        {
            AllowDeletion(draft);
            File.Delete(draft);
            throw;
        }
    }

    /// <summary>Writes a file whole, as UTF-8.</summary>
    /// <inheritdoc cref="Write"/>
    public static void WriteText(string path, string text) => Write(path, Encoding.UTF8.GetBytes(text));

    /// <summary>Windows keeps read-only files from being deleted and replaced; elsewhere that is their folder's business.</summary>
    public static void AllowDeletion(string path)
    {
        if (OperatingSystem.IsWindows() && File.Exists(path))
        {
            File.SetAttributes(path, FileAttributes.Normal);
        }
    }
}
