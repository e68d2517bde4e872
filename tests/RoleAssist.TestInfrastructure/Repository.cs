using System.Runtime.CompilerServices;

namespace RoleAssist.TestInfrastructure;

/// <summary>The locations of the repository and the shared conformance data.</summary>
public static class Repository
{
    /// <summary>The solution's folder, wherever the tests' binaries are.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The shared conformance data next to the repository; null if it is not there.</summary>
    public static string? Conformance
    {
        get
        {
            var folder = Path.GetFullPath(Path.Combine(Root, "..", "shared", "conformance"));
            return Directory.Exists(folder) ? folder : null;
        }
    }

    private static string FindRoot([CallerFilePath] string thisFile = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", ".."));
}
