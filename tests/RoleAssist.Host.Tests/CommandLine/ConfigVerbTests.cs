using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Profiles;
using RoleAssist.Host.CommandLine;
using RoleAssist.Host.CommandLine.Verbs;
using RoleAssist.Host.Tests.Support;

namespace RoleAssist.Host.Tests.CommandLine;

public sealed class ConfigVerbTests : IDisposable
{
    private static readonly JsonSerializerOptions Relaxed = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly string _home = Directory.CreateTempSubdirectory("roleassist-").FullName;

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [Theory]
    [InlineData]
    [InlineData("--json")]
    public async Task The_document_has_every_section_with_unchanged_values(params string[] options)
    {
        Write(
            "config",
            "[profile a]\nRegion = r # why\ns3 =\n  x = y\n[sso-session s]\nsso_region = q\n[services v]\nsts =\n  endpoint_url = u\n"
        );
        Write("credentials", "[a]\naws_secret_access_key = se+cr/et=\n");

        var (code, output) = await Dump(options);

        Assert.Equal(0, code);
        using var document = JsonDocument.Parse(output);
        var root = document.RootElement;
        Assert.Equal(
            ["profiles", "ssoSessions", "services", "problems"],
            root.EnumerateObject().Select(property => property.Name)
        );
        Assert.Equal(
            """{"a":{"region":"r","s3":"\nx = y","aws_secret_access_key":"se+cr/et="}}""",
            Compact(root.GetProperty("profiles"))
        );
        Assert.Equal("""{"s":{"sso_region":"q"}}""", Compact(root.GetProperty("ssoSessions")));
        Assert.Equal("""{"v":{"sts":"\nendpoint_url = u"}}""", Compact(root.GetProperty("services")));
        var problem = root.GetProperty("problems")
            .EnumerateArray()
            .Single(problem => problem.GetProperty("code").GetString() == "CommentAfterValue");
        Assert.Equal(
            (6, "warning", Path.Combine(_home, ".aws", "config"), 2, 12),
            (
                problem.EnumerateObject().Count(),
                problem.GetProperty("severity").GetString(),
                problem.GetProperty("file").GetString(),
                problem.GetProperty("line").GetInt32(),
                problem.GetProperty("column").GetInt32()
            )
        );
    }

    [Fact]
    public async Task A_syntax_error_exits_with_3_and_prints_everything_else()
    {
        Write("config", "[profile a]\nregion = r\nnonsense\n[profile b]\nregion = s\n");

        var (code, output) = await Dump();

        Assert.Equal(3, code);
        using var document = JsonDocument.Parse(output);
        Assert.Equal(
            """{"a":{"region":"r"},"b":{"region":"s"}}""",
            Compact(document.RootElement.GetProperty("profiles"))
        );
        Assert.Contains("\"severity\": \"error\"", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_files_there_are_no_sections()
    {
        var (code, output) = await Dump();

        Assert.Equal(0, code);
        Assert.Equal(
            """{"profiles":{},"ssoSessions":{},"services":{},"problems":[]}""",
            Compact(JsonDocument.Parse(output).RootElement)
        );
    }

    [Fact]
    public void A_terminal_shows_no_secrets()
    {
        var console = new FakeConsole();
        var profile = new Profile(
            "a",
            new Dictionary<string, Setting>
            {
                ["region"] = new("r"),
                ["s3"] = new("\nx = y"),
                ["aws_secret_access_key"] = new("hidden"),
                ["aws_session_token"] = new("hidden"),
                ["my_client_secret"] = new("hidden"),
            }
        );

        ConfigVerb.Show(
            TerminalRendering.CreateConsole(console),
            new ProfileSet([profile], new Dictionary<string, Profile>(), [])
        );

        Assert.Contains(
            "[profile a]\nregion = r\ns3 = \n    x = y\naws_secret_access_key = ****",
            console.Output.ReplaceLineEndings("\n"),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("hidden", console.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_cannot_control_the_terminal()
    {
        var console = new FakeConsole();
        var profile = new Profile("a", new Dictionary<string, Setting> { ["region"] = new("\e[2J\u009b31mr") });

        ConfigVerb.Show(
            TerminalRendering.CreateConsole(console),
            new ProfileSet([profile], new Dictionary<string, Profile>(), [])
        );

        Assert.Contains(
            "region = \uFFFD[2J\uFFFD31mr\n",
            console.Output.ReplaceLineEndings("\n"),
            StringComparison.Ordinal
        );
    }

    private async Task<(int Code, string Output)> Dump(params string[] options)
    {
        var console = new FakeConsole();
        await using var services = new ServiceCollection()
            .AddRoleAssist()
            .AddLogging()
            .AddSingleton(new ProcessEnvironment([KeyValuePair.Create("HOME", _home)]))
            .BuildServiceProvider();
        var code = await CommandLineApplication.RunAsync(["config", "dump", .. options], console, services);
        return (code, console.Output);
    }

    private void Write(string name, string text)
    {
        Directory.CreateDirectory(Path.Combine(_home, ".aws"));
        File.WriteAllText(Path.Combine(_home, ".aws", name), text);
    }

    private static string Compact(JsonElement element) => JsonSerializer.Serialize(element, Relaxed);
}
