using System.Security.Cryptography;
using System.Text;
using RoleAssist.Interop.Unix;
using RoleAssist.Interop.Windows;

namespace RoleAssist.Interop.Files;

/// <summary>Creates files and folders that only this user can access, and writes them atomically.</summary>
public static class PrivateFile
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Opens a file, creating it for this user only if necessary.</summary>
    /// <param name="path">The file's path.</param>
    /// <param name="mode">How to open it.</param>
    /// <param name="isProgram">Whether the file can be executed.</param>
    /// <param name="options">Further options.</param>
    /// <param name="share">What other handles may do meanwhile; by default, nothing.</param>
    public static FileStream Open(
        string path,
        FileMode mode,
        bool isProgram = false,
        FileOptions options = FileOptions.None,
        FileShare share = FileShare.None
    )
    {
        var settings = new FileStreamOptions
        {
            Mode = mode,
            Access = FileAccess.ReadWrite,
            Share = share,
            // A full disk is reported by the write, not when the file is closed.
            BufferSize = 0,
            Options = options,
        };
        if (OperatingSystem.IsWindows())
        {
            WindowsAccess.CreateFile(path, mode);
            // Another process may have removed a lock file in between.
            settings.Mode = mode == FileMode.OpenOrCreate ? mode : FileMode.Open;
        }
        else
        {
            settings.UnixCreateMode = isProgram ? Owner | UnixFileMode.UserExecute : Owner;
        }

        return new FileStream(path, settings);
    }

    /// <summary>Creates a temporary file that no other process can open by name, and that is gone when it is closed.</summary>
    public static FileStream CreateTemporary()
    {
        var path = Path.Combine(
            Path.GetTempPath(),
            $"roleassist-{RandomNumberGenerator.GetHexString(32, lowercase: true)}"
        );
        var file = Open(path, FileMode.CreateNew, options: FileOptions.DeleteOnClose);
        if (!OperatingSystem.IsWindows())
        {
            File.Delete(path);
        }

        return file;
    }

    /// <summary>
    /// Creates a folder and its missing parents, each for this user only: .NET applies the mode to the last one only
    /// and leaves the others to the umask.
    /// </summary>
    public static void CreateFolder(string path)
    {
        var missing = new Stack<string>();
        for (
            var folder = Path.GetFullPath(path);
            folder is not null && !Directory.Exists(folder);
            folder = Path.GetDirectoryName(folder)
        )
        {
            missing.Push(folder);
        }

        foreach (var folder in missing)
        {
            if (OperatingSystem.IsWindows())
            {
                WindowsAccess.CreateFolder(folder);
            }
            else
            {
                Directory.CreateDirectory(folder, Owner | UnixFileMode.UserExecute);
            }
        }
    }

    /// <summary>Opens one of RoleAssist's own files for reading; returns null if it does not exist.</summary>
    /// <exception cref="IOException">
    /// The file is a link or a pipe, belongs to another user, or is accessible to others.
    /// </exception>
    /// <exception cref="UnauthorizedAccessException">Access to the file is denied.</exception>
    public static FileStream? OpenRead(string path) =>
        !OperatingSystem.IsWindows() ? OwnFile.OpenRead(path)
        : !File.Exists(path) ? null
        : Objection(path) is { } objection ? throw new IOException($"{path} {objection}.")
        : new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

    /// <summary>
    /// Gets the reason why one of RoleAssist's own files must not be used; null if it is private or does not exist.
    /// </summary>
    public static string? Objection(string path) =>
        !OperatingSystem.IsWindows()
            ? UnixFileStatus.Get(path) is { } file
                ? OwnFile.Objection(file)
                : null
            : new FileInfo(path).LinkTarget is not null
                ? "is a link, which is not followed"
                : WindowsAccess.Objection(path, WindowsAccess.Reading | WindowsAccess.Writing);

    /// <summary>Removes a file, so that another one can be created in its place.</summary>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="IOException">It is a link, a pipe or a folder, or it cannot be removed.</exception>
    public static bool Remove(string path)
    {
        var found = OperatingSystem.IsWindows() ? null : UnixFileStatus.Get(path);
        if (found is { IsRegularFile: false } other)
        {
            throw new IOException($"{path} {OwnFile.Objection(other)}.");
        }

        var exists = File.Exists(path);
        File.Delete(path);
        return exists;
    }

    /// <summary>Writes a file atomically, by moving a finished temporary file into place.</summary>
    /// <param name="path">The file's path.</param>
    /// <param name="content">The content.</param>
    /// <param name="isProgram">Whether the file is executable.</param>
    /// <param name="isReadOnly">Whether the file is read-only for this user's other programs (except for root).</param>
    public static void Write(string path, ReadOnlySpan<byte> content, bool isProgram = false, bool isReadOnly = false)
    {
        var temporary = $"{path}.{RandomNumberGenerator.GetHexString(8, lowercase: true)}.tmp";
        try
        {
            using (var file = Open(temporary, FileMode.CreateNew, isProgram))
            {
                file.Write(content);
                file.Flush(flushToDisk: true);
            }

            if (isReadOnly)
            {
                File.SetAttributes(temporary, FileAttributes.ReadOnly);
                ClearReadOnly(path);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            ClearReadOnly(temporary);
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Writes a file atomically, as UTF-8.</summary>
    /// <inheritdoc cref="Write"/>
    public static void WriteText(string path, string text) => Write(path, Encoding.UTF8.GetBytes(text));

    /// <summary>
    /// Removes the read-only attribute on Windows, where read-only files cannot be deleted or replaced. Elsewhere, the
    /// folder's permissions decide.
    /// </summary>
    public static void ClearReadOnly(string path)
    {
        if (OperatingSystem.IsWindows() && File.Exists(path))
        {
            File.SetAttributes(path, FileAttributes.Normal);
        }
    }
}
