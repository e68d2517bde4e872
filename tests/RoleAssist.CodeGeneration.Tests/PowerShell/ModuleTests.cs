using System.Management.Automation.Language;
using System.Text.RegularExpressions;
using RoleAssist.TestInfrastructure;

namespace RoleAssist.CodeGeneration.Tests.PowerShell;

/// <summary>Checks the module <c>RoleAssist</c> with the real parser.</summary>
public class ModuleTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "powershell", "RoleAssist");

    private static readonly string[] Paths =
    [
        .. Directory
            .EnumerateFiles(Folder, "*.ps*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Folder, file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
    ];

    public static TheoryData<string> Files => [.. Paths];

    public static TheoryData<string> Functions =>
        [.. Paths.Where(file => file.Contains('/', StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Files))]
    public void Is_compatible_with_Windows_PowerShell(string file)
    {
        Assert.Equal(
            [],
            Parse(file)
                .FindAll(WindowsPowerShell.IsTooOldFor, searchNestedScriptBlocks: true)
                .Select(node => node.Extent.Text)
        );

        // Windows PowerShell reads files without a byte order mark in the system's code page.
        Assert.True(File.ReadAllBytes(Path.Combine(Folder, file)).All(value => value < 0x80));
    }

    /// <summary>Verifies that the check itself finds what is too new.</summary>
    [Theory]
    [InlineData("$a ? 1 : 2")]
    [InlineData("$a ?? 2")]
    [InlineData("$a ??= 2")]
    [InlineData("$a && $b")]
    [InlineData("${a}?.b")]
    [InlineData("if ($IsWindows) { }")]
    [InlineData("ConvertFrom-Json -AsHashtable $a")]
    public void Finds_what_is_too_new(string script) =>
        Assert.NotEmpty(
            Parser
                .ParseInput(script, out _, out _)
                .FindAll(WindowsPowerShell.IsTooOldFor, searchNestedScriptBlocks: true)
        );

    [Theory]
    [MemberData(nameof(Functions))]
    public void A_file_is_a_function_with_help(string file)
    {
        var function = Assert.IsType<FunctionDefinitionAst>(Assert.Single(Parse(file).EndBlock.Statements));
        var help = function.GetHelpContent();

        Assert.Equal(Path.GetFileNameWithoutExtension(file), function.Name);
        Assert.NotNull(help?.Synopsis);
        if (file.StartsWith("Public/", StringComparison.Ordinal))
        {
            Assert.Equal(
                function
                    .Body.ParamBlock.Parameters.Select(parameter =>
                        parameter.Name.VariablePath.UserPath.ToUpperInvariant()
                    )
                    .Order(),
                help.Parameters.Keys.Order()
            );
            Assert.True(help.Examples.Count >= 2 && help.Description is not null);
        }
    }

    /// <summary>Aliases differ between systems, and a user's functions of the same name would be called instead.</summary>
    [Theory]
    [MemberData(nameof(Functions))]
    public void Calls_commands_by_their_full_names(string file) =>
        Assert.All(
            Parse(file)
                .FindAll(node => node is CommandAst, searchNestedScriptBlocks: true)
                .Cast<CommandAst>()
                .Select(command => command.GetCommandName())
                .OfType<string>()
                .Except(["aws"]),
            name => Assert.Matches("^[A-Z][A-Za-z]+-[A-Za-z]+$", name)
        );

    [Fact]
    public void The_manifest_names_the_version_and_the_public_functions()
    {
        var manifest = File.ReadAllText(Path.Combine(Folder, "RoleAssist.psd1"));
        var version = Regex.Match(
            File.ReadAllText(Path.Combine(Repository.Root, "Directory.Build.props")),
            "<Version>(.*)</Version>"
        );
        var exported = Regex.Match(manifest, @"FunctionsToExport\s+= @\((.*)\)").Groups[1].Value;

        Assert.Contains($"'{version.Groups[1].Value}'", manifest, StringComparison.Ordinal);
        Assert.Equal(
            Directory.EnumerateFiles(Path.Combine(Folder, "Public")).Select(Path.GetFileNameWithoutExtension).Order(),
            Regex.Matches(exported, "'([^']+)'").Select(match => match.Groups[1].Value).Order()
        );
    }

    private static ScriptBlockAst Parse(string file)
    {
        var ast = Parser.ParseFile(Path.Combine(Folder, file), out _, out var errors);
        Assert.Equal([], errors.Select(error => error.ToString()));
        return ast;
    }
}
