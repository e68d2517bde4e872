using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace RoleAssist.CodeGeneration.Tests.Support;

/// <summary>Compiles and runs generated C#.</summary>
internal static class CSharpCode
{
    /// <summary>The implicit usings of a project from the current template.</summary>
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    /// <summary>All references of this test project: .NET, the AWS SDK and the hosting packages.</summary>
    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    public static CSharpCompilation Compile(string code, bool implicitUsings, string name = "generated")
    {
        // With this feature, the compiler ignores the directives of file-based programs, which the build reads.
        var options = new CSharpParseOptions(LanguageVersion.CSharp14).WithFeatures([
            KeyValuePair.Create("FileBasedProgram", "true"),
        ]);
        var trees = new List<SyntaxTree> { CSharpSyntaxTree.ParseText(code, options, path: "generated.cs") };
        if (implicitUsings)
        {
            trees.Add(CSharpSyntaxTree.ParseText(ImplicitUsings, options));
        }

        return CSharpCompilation.Create(
            name,
            trees,
            References,
            new CSharpCompilationOptions(
                OutputKind.ConsoleApplication,
                nullableContextOptions: NullableContextOptions.Enable,
                optimizationLevel: OptimizationLevel.Release,
                warningLevel: 9999,
                generalDiagnosticOption: ReportDiagnostic.Error
            )
        );
    }

    /// <summary>Returns the compiler's diagnostics, including unnecessary usings.</summary>
    public static IEnumerable<string> Complaints(string code, bool implicitUsings) =>
        Compile(code, implicitUsings)
            .GetDiagnostics()
            .Where(finding =>
                finding.Severity != DiagnosticSeverity.Hidden || (finding.Id == "CS8019" && !implicitUsings)
            )
            .Select(finding => finding.ToString());

    /// <summary>Compiles a program and runs it with a delegate that receives its command line.</summary>
    public static async Task<ProgramRun> RunAsync(string code, Func<IReadOnlyList<string>, Task<ProgramRun>> run)
    {
        var tests = typeof(CSharpCode).Assembly.GetName().Name;
        var name = $"generated-{Guid.NewGuid():N}";

        // In the folder of the tests, which has the packages that it was compiled against.
        var program = Path.Combine(AppContext.BaseDirectory, $"{name}.dll");
        try
        {
            await using (var file = File.Create(program))
            {
                Assert.True(Compile(code, implicitUsings: false, name).Emit(file).Success);
            }

            return await run([
                "dotnet",
                "exec",
                "--runtimeconfig",
                Path.Combine(AppContext.BaseDirectory, $"{tests}.runtimeconfig.json"),
                "--depsfile",
                Path.Combine(AppContext.BaseDirectory, $"{tests}.deps.json"),
                program,
            ]);
        }
        finally
        {
            File.Delete(program);
        }
    }
}
