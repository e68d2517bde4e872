using System.Text;

namespace RoleAssist.Sandbox.Home;

/// <summary>Files and folders that only their owner can read.</summary>
internal static class PrivateFiles
{
    private const UnixFileMode FolderMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Makes a folder and those above it that are missing; the system's own way gives only the last one its mode.</summary>
    public static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else if (!Directory.Exists(path))
        {
            if (Path.GetDirectoryName(path) is { Length: > 0 } parent)
            {
                CreateFolder(parent);
            }

            Directory.CreateDirectory(path, FolderMode);
        }
    }

    /// <summary>Replaces the file in one step, so that a reader sees the old text or the new one.</summary>
    public static void Write(string path, string text)
    {
        var temporary = path + ".new";
        File.Delete(temporary);
        using (var file = Open(temporary, FileMode.CreateNew, FileShare.None))
        {
            file.Write(Encoding.UTF8.GetBytes(text));
        }

        File.Move(temporary, path, overwrite: true);
    }

    public static FileStream Open(string path, FileMode mode, FileShare share)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = share };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        return new FileStream(path, options);
    }
}
