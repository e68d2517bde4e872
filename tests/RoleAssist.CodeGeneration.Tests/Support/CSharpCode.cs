using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace RoleAssist.CodeGeneration.Tests.Support;

/// <summary>Generated C# before its compiler.</summary>
internal static class CSharpCode
{
    /// <summary>What a project of today's template gives its files without being asked.</summary>
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    /// <summary>Everything that this test project was built against: .NET, the AWS SDK, the hosting packages.</summary>
    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    public static CSharpCompilation Compile(string code, bool implicitUsings, string name = "generated")
    {
        // The lines of a file-based program are for the build, which takes them out of the compiler's way.
        var options = new CSharpParseOptions(LanguageVersion.CSharp14).WithFeatures([KeyValuePair.Create("FileBasedProgram", "true")]);
        var trees = new List<SyntaxTree> { CSharpSyntaxTree.ParseText(code, options, path: "generated.cs") };
        if (implicitUsings)
        {
            trees.Add(CSharpSyntaxTree.ParseText(ImplicitUsings, options));
        }

        return CSharpCompilation.Create(name, trees, References, new CSharpCompilationOptions(
            OutputKind.ConsoleApplication,
            nullableContextOptions: NullableContextOptions.Enable,
            optimizationLevel: OptimizationLevel.Release,
            warningLevel: 9999,
            generalDiagnosticOption: ReportDiagnostic.Error));
    }

    /// <summary>What the compiler has to say, hints that an editor would grey out included.</summary>
    public static IEnumerable<string> Complaints(string code, bool implicitUsings) =>
        Compile(code, implicitUsings).GetDiagnostics()
            .Where(finding => finding.Severity != DiagnosticSeverity.Hidden || (finding.Id == "CS8019" && !implicitUsings))
            .Select(finding => finding.ToString());

    /// <summary>Compiles a program and gives its command line to whoever runs it.</summary>
    public static async Task<ProgramRun> RunAsync(string code, Func<IReadOnlyList<string>, Task<ProgramRun>> run)
    {
        var tests = typeof(CSharpCode).Assembly.GetName().Name;
        var name = $"generated-{Guid.NewGuid():N}";

        // It lies beside the tests, whose packages it was compiled against.
        var program = Path.Combine(AppContext.BaseDirectory, $"{name}.dll");
        try
        {
            await using (var file = File.Create(program))
            {
                Assert.True(Compile(code, implicitUsings: false, name).Emit(file).Success);
            }

            return await run(
            [
                "dotnet",
                "exec",
                "--runtimeconfig", Path.Combine(AppContext.BaseDirectory, $"{tests}.runtimeconfig.json"),
                "--depsfile", Path.Combine(AppContext.BaseDirectory, $"{tests}.deps.json"),
                program,
            ]);
        }
        finally
        {
            File.Delete(program);
        }
    }
}
