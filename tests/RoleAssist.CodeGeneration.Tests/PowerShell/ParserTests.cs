using System.Management.Automation.Language;
using RoleAssist.CodeGeneration.Tests.Support;
using RoleAssist.Core.CodeGeneration;
using RoleAssist.TestInfrastructure;

namespace RoleAssist.CodeGeneration.Tests.PowerShell;

/// <summary>Checks generated PowerShell with the real parser.</summary>
public class ParserTests
{
    public static TheoryData<string> Templates =>
        [.. CodeLanguages.Get("powershell").Templates.Select(template => template.Name)];

    [Theory]
    [MemberData(nameof(Templates))]
    public void Is_compatible_with_Windows_PowerShell(string template) =>
        Assert.All(
            ScriptsOf(template),
            script =>
            {
                var ast = Parse(script);
                Assert.Empty(ast.FindAll(WindowsPowerShell.IsTooOldFor, searchNestedScriptBlocks: true));

                // Windows PowerShell reads files without a byte order mark in the system's code page.
                Assert.True(script.All(char.IsAscii));
                Assert.Equal(new Version(5, 1), ast.ScriptRequirements.RequiredPSVersion);
            }
        );

    [Theory]
    [MemberData(nameof(Templates))]
    public void Follows_strict_conventions(string template) =>
        Assert.All(
            ScriptsOf(template),
            script =>
            {
                // Aliases differ between systems, and positional arguments are hard to read.
                Assert.All(
                    CommandsOf(script).Where(command => command.CommandElements[0] is not ScriptBlockExpressionAst),
                    command => Assert.Matches(@"^([A-Z][A-Za-z]+-[A-Za-z]+|chmod)$", command.GetCommandName())
                );
                Assert.True(
                    template == "function"
                        || script.Contains("$ErrorActionPreference = 'Stop'", StringComparison.Ordinal)
                );
                Assert.All(
                    Parse(script).FindAll(node => node is FunctionDefinitionAst, true).Cast<FunctionDefinitionAst>(),
                    function =>
                    {
                        Assert.Contains(function.Name.Split('-')[0], ApprovedVerbs);
                        Assert.NotNull(function.GetHelpContent()?.Synopsis);
                        Assert.Equal(
                            function
                                .Body.ParamBlock.Parameters.Select(parameter =>
                                    parameter.Name.VariablePath.UserPath.ToUpperInvariant()
                                )
                                .Order(),
                            function.GetHelpContent().Parameters.Keys.Order()
                        );
                    }
                );
            }
        );

    [ConformanceFact]
    public void Calls_AWS_cmdlets_with_parameters_of_both_versions() =>
        Assert.All(
            CodeLanguages.Get("powershell").Templates.SelectMany(template => ScriptsOf(template.Name)),
            script =>
            {
                var calls = CommandsOf(script)
                    .Where(command => command.GetCommandName() is { } name && CmdletFacts.Find(name, "v5") is not null)
                    .ToList();
                Assert.NotEmpty(calls);
                foreach (var call in calls)
                {
                    Assert.All(
                        CmdletFacts.Versions,
                        version =>
                            Assert.All(
                                PowerShellCall.ParametersOf(call),
                                parameters =>
                                    Assert.True(
                                        CmdletFacts.Takes(
                                            CmdletFacts.Find(call.GetCommandName(), version)!.Value,
                                            parameters
                                        ),
                                        $"{version}: {call.GetCommandName()} {string.Join(' ', parameters)}"
                                    )
                            )
                    );
                }
            }
        );

    /// <summary>Verifies that the check itself finds invalid parameters.</summary>
    [ConformanceFact]
    public void Finds_an_invalid_parameter()
    {
        var cmdlet = CmdletFacts.Find("Use-STSRole", "v5")!.Value;

        Assert.True(CmdletFacts.Takes(cmdlet, ["RoleArn", "RoleSessionName", "DurationSeconds"]));
        Assert.False(CmdletFacts.Takes(cmdlet, ["RoleArn", "RoleSessionName", "MfaSerial"]));
        Assert.False(CmdletFacts.Takes(cmdlet, ["RoleArn"]));
        Assert.False(
            CmdletFacts.Takes(CmdletFacts.Find("Set-AWSCredential", "v4")!.Value, ["Credential", "ProfileName"])
        );
    }

    private static readonly string[] ApprovedVerbs =
    [
        "Get",
        "Set",
        "Use",
        "Rename",
        "New",
        "Remove",
        "Invoke",
        "Initialize",
        "Clear",
    ];

    private static IEnumerable<string> ScriptsOf(string template) =>
        TemplateCase
            .All(CodeLanguages.Get("powershell"))
            .Where(one => one.Template.Name == template)
            .Select(one => one.Generate().Code)
            .Distinct();

    private static ScriptBlockAst Parse(string script)
    {
        var ast = Parser.ParseInput(script, out _, out var errors);
        Assert.Equal([], errors.Select(error => error.ToString()));
        return ast;
    }

    private static IEnumerable<CommandAst> CommandsOf(string script) =>
        Parse(script).FindAll(node => node is CommandAst, searchNestedScriptBlocks: true).Cast<CommandAst>();
}
