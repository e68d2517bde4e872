using System.Text.Json;
using System.Xml.Linq;
using RoleAssist.Host.Presentation;
using RoleAssist.TestInfrastructure;

namespace RoleAssist.Host.Tests.Architecture;

/// <summary>The extension and the host ship in one package with one version.</summary>
public class VersionTests
{
    private static readonly string Version = XDocument
        .Load(FileAt("Directory.Build.props"))
        .Descendants("Version")
        .Single()
        .Value;

    [Fact]
    public void The_host_has_the_version() => Assert.Equal(Version, ProductInfo.Version);

    [Fact]
    public void The_extension_has_the_version() => Assert.Equal(Version, VersionIn("package.json"));

    [Fact]
    public void The_lock_file_has_the_version() => Assert.Equal(Version, VersionIn("package-lock.json"));

    private static string? VersionIn(string json)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(FileAt(json)));
        return document.RootElement.GetProperty("version").GetString();
    }

    private static string FileAt(string path) => Path.Combine(Repository.Root, path);
}
