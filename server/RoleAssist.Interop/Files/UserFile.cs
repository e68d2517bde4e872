using RoleAssist.Interop.Unix;
using RoleAssist.Interop.Windows;

namespace RoleAssist.Interop.Files;

/// <summary>
/// A file of the user that other programs edit too, as it was when it was read. Links are followed: what is written is
/// their target.
/// </summary>
public sealed class UserFile
{
    private UserFile(string path, string target, byte[]? bytes, UnixFileStatus? status) =>
        (Path, Target, Bytes, Status) = (path, target, bytes, status);

    /// <summary>Gets the path by which the user knows the file.</summary>
    public string Path { get; }

    /// <summary>Gets the path of the file itself, without links.</summary>
    public string Target { get; }

    /// <summary>Gets the content; null if there is no file.</summary>
    public byte[]? Bytes { get; }

    /// <summary>Gets the status; null if there is no file, and on Windows.</summary>
    public UnixFileStatus? Status { get; }

    /// <summary>Reads a file that may not exist, and requires that it can be written.</summary>
    /// <exception cref="IOException">It is not a regular file, is too long, or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">This user must not read and write it.</exception>
    public static UserFile Read(string path, int most)
    {
        var target = LinkResolver.Resolve(path);
        if (Directory.Exists(target))
        {
            throw new IOException("it is a folder.");
        }

        if (!OperatingSystem.IsWindows() && UnixFileStatus.Get(target) is { IsRegularFile: false })
        {
            throw new IOException("it is not a regular file.");
        }

        try
        {
            using var file = new FileStream(
                target,
                FileMode.Open,
                FileAccess.ReadWrite,
                FileShare.ReadWrite | FileShare.Delete,
                bufferSize: 0
            );
            if (file.Length > most)
            {
                throw new IOException($"it is longer than {most / (1024 * 1024)} MB.");
            }

            var bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            return new UserFile(
                path,
                target,
                bytes,
                OperatingSystem.IsWindows() ? null : UnixFileStatus.Get(file.SafeFileHandle)
            );
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return new UserFile(path, target, bytes: null, status: null);
        }
    }

    /// <summary>
    /// Gets the reason why a file with secrets must not be edited, as the rest of a sentence that begins with its path;
    /// null if there is none.
    /// </summary>
    /// <param name="home">The user's home folder, which a link must not leave.</param>
    public string? Objection(string home)
    {
        if (Status is { IsOwnedByCurrentUser: false } foreign)
        {
            return $"belongs to another user (uid {foreign.UserId})";
        }

        if (OperatingSystem.IsWindows() && WindowsAccess.Objection(Target, forbidden: 0) is { } ownedByAnother)
        {
            return ownedByAnother;
        }

        var named = StartFolder.FullPath(Path);
        var isLink = new FileInfo(named).LinkTarget is not null;
        return
            (isLink || LinkResolver.IsWithin(named, home)) && !LinkResolver.IsWithin(Target, LinkResolver.Resolve(home))
            ? $"is a link to {Target}, outside your home folder"
            : null;
    }

    /// <summary>Requires that the file still is what it was.</summary>
    /// <exception cref="FileChangedException">It is not.</exception>
    public void RequireUnchanged()
    {
        var now = File.Exists(Target) ? File.ReadAllBytes(Target) : null;
        var isSame = now is null || Bytes is null ? now is null && Bytes is null : now.AsSpan().SequenceEqual(Bytes);
        if (!isSame)
        {
            throw new FileChangedException(Path);
        }
    }
}
