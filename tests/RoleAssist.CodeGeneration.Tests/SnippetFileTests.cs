using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using RoleAssist.Core.CodeGeneration;
using RoleAssist.TestInfrastructure;

namespace RoleAssist.CodeGeneration.Tests;

/// <summary>
/// The files in <c>snippets</c>, which VS Code reads without the host. They are generated from the same templates as
/// all other code; <c>UPDATE_SNIPPETS=1</c> regenerates them.
/// </summary>
public class SnippetFileTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "snippets");

    /// <summary>
    /// The snippet file of each language and the editor's language IDs for it
    /// (https://code.visualstudio.com/docs/languages/identifiers).
    /// </summary>
    private static readonly Dictionary<string, (string File, string[] EditorLanguages)> Files = new()
    {
        ["powershell"] = ("powershell.json", ["powershell"]),
        ["csharp"] = ("csharp.json", ["csharp"]),
        ["bash"] = ("shellscript.json", ["shellscript"]),
        ["python"] = ("python.json", ["python"]),
        ["typescript"] = ("typescript.json", ["typescript", "javascript"]),
        ["go"] = ("go.json", ["go"]),
        ["terraform"] = ("terraform.json", ["terraform"]),
        ["aws-config"] = ("aws-config.json", ["aws-config", "ini", "properties"]),
        ["iam-trust-policy"] = ("iam-trust-policy.json", ["json", "jsonc"]),
    };

    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
    };

    public static TheoryData<string> Languages => [.. CodeLanguages.All.Select(language => language.Id)];

    [Theory]
    [MemberData(nameof(Languages))]
    public void Each_snippet_file_matches_the_languages_templates(string id)
    {
        var language = CodeLanguages.Get(id);
        var snippets = Templates(language)
            .ToDictionary(
                template => $"RoleAssist: {template.Name}",
                template => new SnippetEntry(
                    template.Prefixes,
                    Body(language, template).TrimEnd('\n').Split('\n'),
                    template.Description
                )
            );

        RequireUnchanged(Files[id].File, JsonSerializer.Serialize(snippets, Readable) + "\n");
    }

    [Fact]
    public void The_table_lists_every_prefix()
    {
        var table = new StringBuilder(
            """
            # Snippets

            Type a prefix in a file of the language and accept the suggestion; the Tab key then moves from value to value.

            This folder is generated from the templates of `roleassist generate`. Do not edit it by hand: change a template in
            `server/RoleAssist.Core/CodeGeneration/Languages` and run
            `UPDATE_SNIPPETS=1 dotnet test tests/RoleAssist.CodeGeneration.Tests`.

            | Language | Prefixes | Inserted code |
            | --- | --- | --- |

            """.ReplaceLineEndings("\n")
        );
        foreach (var language in CodeLanguages.All)
        {
            foreach (var template in Templates(language))
            {
                table.Append(
                    $"| {language.Name} | {string.Join(", ", template.Prefixes.Select(prefix => $"`{prefix}`"))} | {template.Description} |\n"
                );
            }
        }

        RequireUnchanged("README.md", table.ToString());
    }

    [Fact]
    public void The_manifest_contributes_exactly_these_files()
    {
        using var manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "package.json")));
        var contributed = manifest
            .RootElement.GetProperty("contributes")
            .GetProperty("snippets")
            .EnumerateArray()
            .Select(entry => (entry.GetProperty("language").GetString()!, entry.GetProperty("path").GetString()!));

        Assert.Equal(
            CodeLanguages.All.SelectMany(
                language => Files[language.Id].EditorLanguages,
                (language, editor) => (editor, $"./snippets/{Files[language.Id].File}")
            ),
            contributed
        );
        Assert.Equal(
            CodeLanguages.All.Select(language => Files[language.Id].File).Order(),
            Directory.GetFiles(Folder, "*.json").Select(Path.GetFileName).Order()
        );
    }

    /// <summary>
    /// AWS files have no extension, so an editor would treat them as plain text, which has no snippets.
    /// </summary>
    [Fact]
    public void The_manifest_assigns_a_language_to_AWS_files()
    {
        using var manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "package.json")));
        var language = Assert.Single(
            manifest.RootElement.GetProperty("contributes").GetProperty("languages").EnumerateArray()
        );

        Assert.Contains(language.GetProperty("id").GetString(), Files["aws-config"].EditorLanguages);
        Assert.Equal(
            ["**/.aws/config", "**/.aws/credentials"],
            language.GetProperty("filenamePatterns").EnumerateArray().Select(pattern => pattern.GetString())
        );
    }

    /// <summary>The editor's language ID of the open file selects the language of generated code.</summary>
    [Fact]
    public void Every_editor_language_ID_is_an_alias_of_its_language() =>
        Assert.All(
            Files,
            pair =>
                Assert.All(pair.Value.EditorLanguages, editor => Assert.Equal(pair.Key, CodeLanguages.Get(editor).Id))
        );

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_prefix_starts_with_aws(string id) =>
        Assert.All(
            Templates(CodeLanguages.Get(id)).SelectMany(template => template.Prefixes),
            prefix => Assert.Matches("^aws-[a-z-]+$", prefix)
        );

    private static IEnumerable<CodeTemplate> Templates(CodeLanguage language) =>
        language.Templates.Where(template => template.Prefixes is not []);

    private static string Body(CodeLanguage language, CodeTemplate template) =>
        GenerateCodeHandler.Render(language, template, CodeFacts.None, [], asSnippet: true).Code;

    private static void RequireUnchanged(string file, string expected)
    {
        var path = Path.Combine(Folder, file);
        if (Environment.GetEnvironmentVariable("UPDATE_SNIPPETS") == "1")
        {
            Directory.CreateDirectory(Folder);
            File.WriteAllText(path, expected);
        }

        Assert.True(
            File.Exists(path) && File.ReadAllText(path) == expected,
            $"snippets/{file} does not match the templates. Set UPDATE_SNIPPETS=1 to regenerate it."
        );
    }

    private sealed record SnippetEntry(IReadOnlyList<string> Prefix, IReadOnlyList<string> Body, string Description);
}
