namespace RoleAssist.Interop.Files;

/// <summary>
/// The folder that this process was started in, where the relative paths of settings begin. A process that stays in the
/// background leaves it, so that it can be removed or unmounted.
/// </summary>
public static class StartFolder
{
    private static string? _left;

    /// <summary>The folder for programs that are started: empty for the current one.</summary>
    public static string ForPrograms => _left is { } folder && Directory.Exists(folder) ? folder : "";

    /// <summary>Makes the root the current folder.</summary>
    public static void Leave()
    {
        try
        {
            _left = Environment.CurrentDirectory;
        }
        catch (IOException)
        {
            // It is removed already, so no path begins there.
        }

        Environment.CurrentDirectory = "/";
    }

    public static string FullPath(string path) => _left is { } folder ? Path.GetFullPath(path, folder) : Path.GetFullPath(path);
}
