namespace RoleAssist.TestInfrastructure;

/// <summary>Where the repository and the shared conformance data are.</summary>
public static class Repository
{
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

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "RoleAssist.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("RoleAssist.sln is in no folder above the tests.");
    }
}
