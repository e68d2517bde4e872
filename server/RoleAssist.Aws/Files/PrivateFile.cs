using System.Security.Cryptography;

namespace RoleAssist.Aws.Files;

/// <summary>Files and folders that only this user can read, and that nobody ever finds half-written.</summary>
public static class PrivateFile
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>How to open a file that may have to be made: by nobody else meanwhile, and made for this user alone.</summary>
    public static FileStreamOptions Options(FileMode mode, FileAccess access, bool isProgram = false)
    {
        var options = new FileStreamOptions { Mode = mode, Access = access, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = isProgram ? Owner | UnixFileMode.UserExecute : Owner;
        }

        return options;
    }

    /// <summary>Makes a folder, unless it is there.</summary>
    public static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, Owner | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Writes a file whole: it takes its place when it is done.</summary>
    public static void Write(string path, ReadOnlySpan<byte> content, bool isProgram = false)
    {
        var draft = $"{path}.{RandomNumberGenerator.GetHexString(8, lowercase: true)}.tmp";
        try
        {
            using (var file = new FileStream(draft, Options(FileMode.CreateNew, FileAccess.Write, isProgram)))
            {
                file.Write(content);
                file.Flush(flushToDisk: true);
            }

            File.Move(draft, path, overwrite: true);
        }
        catch
        {
            File.Delete(draft);
            throw;
        }
    }
}
