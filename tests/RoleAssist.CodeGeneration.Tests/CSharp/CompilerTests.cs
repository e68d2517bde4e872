using RoleAssist.CodeGeneration.Tests.Support;
using RoleAssist.Core.CodeGeneration;

namespace RoleAssist.CodeGeneration.Tests.CSharp;

/// <summary>C#'s compiler with nullable references on and warnings as errors, against the real packages.</summary>
public class CompilerTests
{
    public static TheoryData<string> Templates => [.. CodeLanguages.Get("csharp").Templates.Select(template => template.Name)];

    [Theory]
    [MemberData(nameof(Templates))]
    public void Finds_nothing_to_complain_of(string template)
    {
        var codes = TemplateCase.All(CodeLanguages.Get("csharp")).Where(one => one.Template.Name == template).Select(one => one.Generate().Code).Distinct().ToList();

        // Code that says what it uses means the same where a project says it too.
        Assert.Empty(CSharpCode.Complaints(codes[0], implicitUsings: true));
        Assert.All(codes, code => Assert.Empty(CSharpCode.Complaints(code, implicitUsings: false)));
    }
}
