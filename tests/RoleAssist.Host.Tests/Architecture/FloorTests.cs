using System.Text.RegularExpressions;
using RoleAssist.TestInfrastructure;

namespace RoleAssist.Host.Tests.Architecture;

/// <summary>
/// The folders of a project are layers ("floors"): code may use only the floors below its own, not the folders beside
/// or above it. The test reads the using directives, which are accurate because unused ones are compiler errors.
/// </summary>
public partial class FloorTests
{
    /// <summary>
    /// The floors of each project, lowest first. The empty name stands for the files beside the folders.
    /// </summary>
    private static readonly Dictionary<string, string[][]> Floors = new()
    {
        ["RoleAssist.Core"] =
        [
            ["Errors", "Environment", "Credentials", "Settings"],
            ["Profiles", "Requesters", "Security", "Vault"],
            ["Endpoints"],
            ["Chains"],
            ["Sessions", "Diagnostics", "TrustPolicies"],
            ["Accounts", "Agents", "Audit", "CodeGeneration", "Delivery", "Keys", "SignIn"],
            ["AgentTools", "Console", "Populate", "Runs"],
        ],
        ["RoleAssist.Interop"] =
        [
            ["Unix", "Windows"],
            ["Files", "Terminal"],
        ],
        ["RoleAssist.Aws"] =
        [
            ["Files", "Formats", "SharedConfig.Syntax", "Signing"],
            ["Http", "SharedConfig"],
            ["Accounts", "Console", "Iam", "Language", "Metadata", "Process", "SignIn", "Sso", "Sts"],
            ["Diagnostics"],
            [""],
        ],
        ["RoleAssist.Vault"] =
        [
            ["Files"],
            ["Linux", "MacOS", "Windows"],
            ["Sessions"],
            [""],
        ],
        ["RoleAssist.Host"] =
        [
            ["Accounts", "Documents", "Presentation", "Processes", "State"],
            ["Delivery", "Diagnostics", "Endpoint", "Errors", "Language", "Sandbox"],
            ["ConsoleLinks", "Lifetime", "Logging"],
            ["Rpc.Hardening"],
            ["Rpc"],
            ["Rpc.Client"],
            ["CommandLine"],
            ["Runs"],
            ["Mcp"],
            ["Mcp.Tools"],
            ["CommandLine.Verbs", "Rpc.Runs"],
            [""],
        ],
        ["RoleAssist.Sandbox"] =
        [
            ["Errors", "Formats"],
            ["Faults", "Oidc", "Policies", "Signing"],
            ["Accounts", "Http"],
            ["Metadata", "Pages", "Query"],
            ["Ec2", "Federation", "Iam", "Organizations", "SignIn", "Sso", "Sts"],
            ["Samples"],
            ["Home"],
            ["Control"],
            [""],
        ],
    };

    public static TheoryData<string> Projects => [.. Floors.Keys];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Every_folder_is_on_a_floor(string project)
    {
        var folders = SourceFiles(project)
            .Select(file => FolderOf(project, file))
            .Distinct()
            .Order(StringComparer.Ordinal);

        Assert.Equal(Floors[project].SelectMany(floor => floor).Order(StringComparer.Ordinal), folders);
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_folder_uses_only_the_floors_below_it(string project)
    {
        var arrows = SourceFiles(project)
            .SelectMany(file =>
                UsedFolders(project, File.ReadAllText(file))
                    .Concat(EnclosingFolders(project, file))
                    .Where(used =>
                        FloorOf(project, used) >= FloorOf(project, FolderOf(project, file))
                        && used != FolderOf(project, file)
                    )
                    .Select(used => $"{Path.GetRelativePath(Repository.Root, file)} uses {used}")
            );

        Assert.True(!arrows.Any(), string.Join(Environment.NewLine, arrows));
    }

    private static IEnumerable<string> SourceFiles(string project) =>
        Directory
            .EnumerateFiles(Path.Combine(Repository.Root, "server", project), "*.cs", SearchOption.AllDirectories)
            .Where(file => NamespaceDeclaration().IsMatch(File.ReadAllText(file)));

    private static string FolderOf(string project, string file) =>
        NamedFolder(
            project,
            Path.GetDirectoryName(Path.GetRelativePath(Path.Combine(Repository.Root, "server", project), file))!
                .Replace(Path.DirectorySeparatorChar, '.')
        );

    /// <summary>
    /// The innermost folder with a floor of its own that contains a namespace, or else the outermost folder.
    /// </summary>
    private static string NamedFolder(string project, string space) =>
        Floors[project]
            .SelectMany(floor => floor)
            .Where(folder =>
                folder.Length > 0 && (space == folder || space.StartsWith(folder + '.', StringComparison.Ordinal))
            )
            .MaxBy(folder => folder.Length)
        ?? space.Split('.')[0];

    private static int FloorOf(string project, string folder) =>
        Array.FindIndex(Floors[project], floor => floor.Contains(folder));

    /// <summary>Returns the folders in using directives, in aliases and in names qualified by a folder.</summary>
    private static IEnumerable<string> UsedFolders(string project, string source)
    {
        var folders = Floors[project].SelectMany(floor => floor).ToList();
        var directives = UsedNamespace()
            .Matches(source)
            .Select(match => match.Groups["name"].Value)
            .Where(name => name.StartsWith(project + ".", StringComparison.Ordinal))
            .Select(name => NamedFolder(project, name[(project.Length + 1)..]));
        var qualified = QualifiedName()
            .Matches(source)
            .Select(match => (Folder: match.Groups["folder"].Value, Type: match.Groups["type"].Value))
            .Where(name => folders.Contains(name.Folder) && HasType(project, name.Folder, name.Type))
            .Select(name => name.Folder);
        return directives.Concat(qualified).Where(folders.Contains).Distinct();
    }

    /// <summary>Returns the enclosing folders that a file uses: their namespaces need no using directive.</summary>
    private static IEnumerable<string> EnclosingFolders(string project, string file)
    {
        var source = File.ReadAllText(file);
        var top = Path.Combine(Repository.Root, "server", project);
        for (var folder = Path.GetDirectoryName(file)!; folder != top; )
        {
            folder = Path.GetDirectoryName(folder)!;
            foreach (
                var neighbor in Directory
                    .EnumerateFiles(folder, "*.cs")
                    .Where(path => NamespaceDeclaration().IsMatch(File.ReadAllText(path)))
            )
            {
                if (Regex.IsMatch(source, $@"\b{Path.GetFileNameWithoutExtension(neighbor)}\b"))
                {
                    yield return FolderOf(project, neighbor);
                }
            }
        }
    }

    /// <summary>
    /// Returns whether the folder contains the type. A member may have a folder's name, so what follows must be a type.
    /// </summary>
    private static bool HasType(string project, string folder, string type) =>
        Directory
            .EnumerateFiles(
                Path.Combine(Repository.Root, "server", project, folder.Replace('.', Path.DirectorySeparatorChar)),
                $"{type}.cs",
                SearchOption.AllDirectories
            )
            .Any();

    [GeneratedRegex(@"^namespace [\w.]+;", RegexOptions.Multiline)]
    private static partial Regex NamespaceDeclaration();

    [GeneratedRegex(@"^using (static )?(\w+ = )?(?<name>[\w.]+);", RegexOptions.Multiline)]
    private static partial Regex UsedNamespace();

    /// <summary>
    /// Matches <c>Chains.RoleChain</c> and <c>RoleAssist.Core.Chains.RoleChain</c>, but not
    /// <c>session.Chains.Count</c>.
    /// </summary>
    [GeneratedRegex(@"(?<![\w.])(RoleAssist\.\w+\.)?(?<folder>[A-Z]\w+)\.(?<type>[A-Z]\w+)")]
    private static partial Regex QualifiedName();
}
