using System.Text;
using RoleAssist.CodeGeneration.Tests.Support;
using RoleAssist.Core.CodeGeneration;
using RoleAssist.TestInfrastructure;

namespace RoleAssist.CodeGeneration.Tests;

/// <summary>Tests of every template of every language.</summary>
public class TemplateTests
{
    public static TheoryData<string, string> Templates
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (
                var (language, template) in CodeLanguages.All.SelectMany(
                    language => language.Templates,
                    (language, template) => (language, template)
                )
            )
            {
                data.Add(language.Id, template.Name);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Templates))]
    public void Matches_the_approved_snapshot(string language, string template)
    {
        var text = new StringBuilder();
        foreach (var one in CasesOf(language, template).Where(one => one.IsTelling))
        {
            var code = one.Generate();
            text.Append(
                $"===== {one} =====\n{code.Code}{string.Concat(code.Notes.Select(note => $"(note: {note})\n"))}\n"
            );
        }

        text.Append("===== as a snippet =====\n").Append(CasesOf(language, template)[0].Generate(asSnippet: true).Code);
        Snapshots.Match(text.ToString(), $"{language}-{template}");
    }

    [Theory]
    [MemberData(nameof(Templates))]
    public void Never_contains_a_key(string language, string template) =>
        Assert.All(
            CasesOf(language, template),
            one =>
            {
                var code = one.Generate().Code;
                Assert.DoesNotContain("AKIA", code, StringComparison.Ordinal);
                Assert.DoesNotContain(SampleProfiles.LongLivedSecret, code, StringComparison.Ordinal);
                Assert.Empty(HardCodedKeys.Find(code, syntax: null));
            }
        );

    [Theory]
    [MemberData(nameof(Templates))]
    public void Has_no_trailing_white_space_or_extra_blank_lines(string language, string template) =>
        Assert.All(
            CasesOf(language, template),
            one =>
            {
                var code = one.Generate().Code;
                Assert.EndsWith("\n", code, StringComparison.Ordinal);
                Assert.All(code.Split('\n'), line => Assert.Equal(line.TrimEnd(), line));
                // Python definitions are separated by two blank lines (https://peps.python.org/pep-0008/#blank-lines).
                Assert.DoesNotContain(language == "python" ? "\n\n\n\n" : "\n\n\n", code, StringComparison.Ordinal);
                Assert.False(
                    code.StartsWith('\n') || code.EndsWith("\n\n", StringComparison.Ordinal),
                    "blank line at the start or end"
                );
            }
        );

    /// <summary>A snippet with its default values is the code.</summary>
    [Theory]
    [MemberData(nameof(Templates))]
    public void Snippet_with_default_values_is_the_code(string language, string template) =>
        Assert.All(
            CasesOf(language, template),
            one => Assert.Equal(one.Generate().Code, Snippet.Expand(one.Generate(asSnippet: true).Code))
        );

    [Fact]
    public void Every_template_file_belongs_to_a_template()
    {
        var files = typeof(CodeLanguages)
            .Assembly.GetManifestResourceNames()
            .Where(name =>
                name.Contains("/templates/", StringComparison.Ordinal) && !name.Contains("/_", StringComparison.Ordinal)
            );
        var templates = CodeLanguages.All.SelectMany(language =>
            language.Templates.Select(template =>
                $"{language.Id.Replace("-", "", StringComparison.Ordinal)}/templates/{template.Name}{language.Extension}"
            )
        );

        Assert.Equal(templates.Order(), files.Order());
    }

    private static List<TemplateCase> CasesOf(string language, string template) =>
        [.. TemplateCase.All(CodeLanguages.Get(language)).Where(one => one.Template.Name == template)];
}
