using System.Text;
using RoleAssist.CodeGeneration.Tests.Support;
using RoleAssist.Core.CodeGeneration;
using RoleAssist.TestInfrastructure;

namespace RoleAssist.CodeGeneration.Tests;

/// <summary>What every template of every language writes.</summary>
public class TemplateTests
{
    public static TheoryData<string, string> Templates
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var (language, template) in CodeLanguages.All.SelectMany(language => language.Templates, (language, template) => (language, template)))
            {
                data.Add(language.Id, template.Name);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Templates))]
    public void Writes_what_was_read_and_approved(string language, string template)
    {
        var text = new StringBuilder();
        foreach (var one in CasesOf(language, template).Where(one => one.IsTelling))
        {
            var code = one.Generate();
            text.Append($"===== {one} =====\n{code.Code}{string.Concat(code.Notes.Select(note => $"(note: {note})\n"))}\n");
        }

        text.Append("===== as a snippet =====\n").Append(CasesOf(language, template)[0].Generate(asSnippet: true).Code);
        Snapshots.Match(text.ToString(), $"{language}-{template}");
    }

    [Theory]
    [MemberData(nameof(Templates))]
    public void Never_holds_a_key(string language, string template) => Assert.All(CasesOf(language, template), one =>
    {
        var code = one.Generate().Code;
        Assert.DoesNotContain("AKIA", code, StringComparison.Ordinal);
        Assert.DoesNotContain(SampleProfiles.LongLivedSecret, code, StringComparison.Ordinal);
        Assert.Empty(HardCodedKeys.Find(code, syntax: null));
    });

    [Theory]
    [MemberData(nameof(Templates))]
    public void Is_tidy(string language, string template) => Assert.All(CasesOf(language, template), one =>
    {
        var code = one.Generate().Code;
        Assert.EndsWith("\n", code, StringComparison.Ordinal);
        Assert.All(code.Split('\n'), line => Assert.Equal(line.TrimEnd(), line));
        // Two empty lines keep definitions of Python apart (https://peps.python.org/pep-0008/#blank-lines), one all else.
        Assert.DoesNotContain(language == "python" ? "\n\n\n\n" : "\n\n\n", code, StringComparison.Ordinal);
        Assert.False(code.StartsWith('\n') || code.EndsWith("\n\n", StringComparison.Ordinal), "an empty line at an end");
    });

    /// <summary>A snippet that nobody changes is the code.</summary>
    [Theory]
    [MemberData(nameof(Templates))]
    public void Is_the_same_as_a_snippet(string language, string template) => Assert.All(CasesOf(language, template), one =>
        Assert.Equal(one.Generate().Code, Snippet.Expand(one.Generate(asSnippet: true).Code)));

    [Fact]
    public void Every_file_is_somebodys_template()
    {
        var files = typeof(CodeLanguages).Assembly.GetManifestResourceNames()
            .Where(name => name.Contains("/templates/", StringComparison.Ordinal) && !name.Contains("/_", StringComparison.Ordinal));
        var templates = CodeLanguages.All.SelectMany(language => language.Templates.Select(
            template => $"{language.Id.Replace("-", "", StringComparison.Ordinal)}/templates/{template.Name}{language.Extension}"));

        Assert.Equal(templates.Order(), files.Order());
    }

    private static List<TemplateCase> CasesOf(string language, string template) =>
        [.. TemplateCase.All(CodeLanguages.Get(language)).Where(one => one.Template.Name == template)];
}
