using RoleAssist.TestInfrastructure;

namespace RoleAssist.Host.Tests.Architecture;

/// <summary>
/// The allowed dependencies between projects. The domain is free of I/O, and the sandbox shares no code with the
/// product's AWS layer, because it would share its mistakes too.
/// </summary>
public class LayerTests
{
    private const string Host = "roleassist";

    /// <summary>
    /// The assemblies that each project may use besides .NET's base library. A name that ends in <c>*</c> is a prefix.
    /// </summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["RoleAssist.Contracts"] = ["StreamJsonRpc", "PolyType"],
        ["RoleAssist.Core"] = ["Microsoft.Extensions.Logging.Abstractions"],
        ["RoleAssist.Interop"] = [],
        ["RoleAssist.Aws"] =
        [
            "RoleAssist.Core",
            "RoleAssist.Interop",
            "Microsoft.Extensions.Logging.Abstractions",
            "AWSSDK.*",
        ],
        ["RoleAssist.Vault"] =
        [
            "RoleAssist.Core",
            "RoleAssist.Interop",
            "BouncyCastle.Cryptography",
            "Microsoft.Extensions.Logging.Abstractions",
            "Tmds.DBus.Protocol",
        ],
        ["RoleAssist.Sandbox"] = ["RoleAssist.Interop", "Microsoft.AspNetCore*", "Microsoft.Extensions.*", "Otp.NET"],
    };

    /// <summary>Types that perform I/O, which the domain must not use.</summary>
    private static readonly string[] OutsideWorld =
    [
        "System.IO.File",
        "System.IO.FileInfo",
        "System.IO.FileStream",
        "System.IO.Directory",
        "System.IO.DirectoryInfo",
        "System.Console",
        "System.Diagnostics.Process",
        "System.Net.Http.*",
        "System.Net.Sockets.*",
    ];

    public static TheoryData<string> Libraries => [.. Allowed.Keys];

    [Theory]
    [MemberData(nameof(Libraries))]
    public void A_library_uses_only_what_its_layer_allows(string library) =>
        AssertNone(
            BuiltAssembly.Read(library).OutsideReferences.Where(name => !Matches(name, Allowed[library])),
            $"{library} must not use"
        );

    [Fact]
    public void The_host_does_not_use_the_aws_sdk() =>
        AssertNone(
            BuiltAssembly.Read(Host).References.Where(name => Matches(name, ["AWSSDK.*"])),
            $"{Host} must not use"
        );

    [Fact]
    public void The_domain_uses_no_file_network_process_or_console() =>
        AssertNone(
            BuiltAssembly.Read("RoleAssist.Core").UsedTypes.Where(name => Matches(name, OutsideWorld)),
            "RoleAssist.Core must not use"
        );

    [Fact]
    public void Every_project_has_a_layer()
    {
        var projects = Directory.EnumerateDirectories(Path.Combine(Repository.Root, "server")).Select(Path.GetFileName);

        Assert.Equal(Allowed.Keys.Append("RoleAssist.Host").Order(), projects.Order());
    }

    private static bool Matches(string name, string[] patterns) =>
        patterns.Any(pattern =>
            pattern.EndsWith('*') ? name.StartsWith(pattern[..^1], StringComparison.Ordinal) : name == pattern
        );

    private static void AssertNone(IEnumerable<string> found, string words) =>
        Assert.True(!found.Any(), $"{words} {string.Join(", ", found)}");
}
