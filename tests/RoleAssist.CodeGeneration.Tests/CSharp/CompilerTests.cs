using RoleAssist.CodeGeneration.Tests.Support;
using RoleAssist.Core.CodeGeneration;

namespace RoleAssist.CodeGeneration.Tests.CSharp;

/// <summary>Compiles generated C# with nullable references and warnings as errors, against the real packages.</summary>
public class CompilerTests
{
    public static TheoryData<string> Templates =>
        [.. CodeLanguages.Get("csharp").Templates.Select(template => template.Name)];

    [Theory]
    [MemberData(nameof(Templates))]
    public void Compiles_without_warnings(string template)
    {
        var codes = TemplateCase
            .All(CodeLanguages.Get("csharp"))
            .Where(one => one.Template.Name == template)
            .Select(one => one.Generate().Code)
            .Distinct()
            .ToList();

        // The explicit usings must not conflict with implicit ones.
        Assert.Empty(CSharpCode.Complaints(codes[0], implicitUsings: true));
        Assert.All(codes, code => Assert.Empty(CSharpCode.Complaints(code, implicitUsings: false)));
    }
}
