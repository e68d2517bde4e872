namespace RoleAssist.Interop.Files;

/// <summary>
/// The folder that this process was started in, against which relative paths in settings are resolved. A background
/// process leaves it so that it can be removed or unmounted.
/// </summary>
public static class StartFolder
{
    private static string? _original;

    /// <summary>The working folder for child processes: empty for the current folder.</summary>
    public static string ForChildProcesses => _original is { } folder && Directory.Exists(folder) ? folder : "";

    /// <summary>Changes the current folder to the root.</summary>
    public static void ChangeToRoot()
    {
        try
        {
            _original = Environment.CurrentDirectory;
        }
        catch (IOException)
        {
            // The folder has been removed, so no path can be relative to it.
        }

        Environment.CurrentDirectory = "/";
    }

    public static string FullPath(string path) =>
        _original is { } folder ? Path.GetFullPath(path, folder) : Path.GetFullPath(path);
}
