using System.Runtime.CompilerServices;

namespace RoleAssist.TestInfrastructure;

/// <summary>Where the repository and the shared conformance data are.</summary>
public static class Repository
{
    /// <summary>The folder of the solution, wherever the tests' binaries are.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The shared conformance data beside the repository, or null where it is not.</summary>
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
