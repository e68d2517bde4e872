using RoleAssist.TestInfrastructure;

namespace RoleAssist.Host.Tests.Architecture;

/// <summary>
/// Who may know whom. The product is thin where it meets the world and pure inside, and the sandbox stays an
/// independent judge: one shared line, and it would share the mistake too.
/// </summary>
public class LayerTests
{
    private const string Host = "roleassist";

    /// <summary>What each project may use beside .NET's base library; a name that ends in <c>*</c> stands for all that begin so.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["RoleAssist.Contracts"] = ["StreamJsonRpc", "PolyType"],
        ["RoleAssist.Core"] = ["Microsoft.Extensions.Logging.Abstractions"],
        ["RoleAssist.Interop"] = [],
        ["RoleAssist.Aws"] = ["RoleAssist.Core", "RoleAssist.Interop", "Microsoft.Extensions.Logging.Abstractions", "AWSSDK.*"],
        ["RoleAssist.Sandbox"] = ["RoleAssist.Interop", "Microsoft.AspNetCore*", "Microsoft.Extensions.*", "Otp.NET"],
    };

    /// <summary>What reaches outside the process, which the domain leaves to others.</summary>
    private static readonly string[] OutsideWorld =
    [
        "System.IO.File", "System.IO.FileInfo", "System.IO.FileStream", "System.IO.Directory", "System.IO.DirectoryInfo",
        "System.Console", "System.Diagnostics.Process", "System.Net.Http.*", "System.Net.Sockets.*",
    ];

    public static TheoryData<string> Libraries => [.. Allowed.Keys];

    [Theory]
    [MemberData(nameof(Libraries))]
    public void A_library_uses_only_what_its_layer_allows(string library) =>
        AssertNone(BuiltAssembly.Read(library).OutsideReferences.Where(name => !Matches(name, Allowed[library])), $"{library} must not use");

    [Fact]
    public void The_host_leaves_the_aws_sdk_to_its_library() =>
        AssertNone(BuiltAssembly.Read(Host).References.Where(name => Matches(name, ["AWSSDK.*"])), $"{Host} must not use");

    [Fact]
    public void The_domain_touches_no_file_network_process_or_console() =>
        AssertNone(BuiltAssembly.Read("RoleAssist.Core").UsedTypes.Where(name => Matches(name, OutsideWorld)), "RoleAssist.Core must not use");

    [Fact]
    public void Every_project_of_the_product_has_a_layer()
    {
        var projects = Directory.EnumerateDirectories(Path.Combine(Repository.Root, "server")).Select(Path.GetFileName);

        Assert.Equal(Allowed.Keys.Append("RoleAssist.Host").Order(), projects.Order());
    }

    private static bool Matches(string name, string[] patterns) => patterns.Any(pattern =>
        pattern.EndsWith('*') ? name.StartsWith(pattern[..^1], StringComparison.Ordinal) : name == pattern);

    private static void AssertNone(IEnumerable<string> found, string words) =>
        Assert.True(!found.Any(), $"{words} {string.Join(", ", found)}");
}
