using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using RoleAssist.Core.CodeGeneration;
using RoleAssist.TestInfrastructure;

namespace RoleAssist.CodeGeneration.Tests;

/// <summary>
/// The files in <c>snippets</c>, which VS Code reads without the host. They are written from the same templates as all
/// other code; <c>UPDATE_SNIPPETS=1</c> writes them anew.
/// </summary>
public class SnippetFileTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "snippets");

    /// <summary>The file of a language, and the editor's ids for what it is for (https://code.visualstudio.com/docs/languages/identifiers).</summary>
    private static readonly Dictionary<string, (string File, string[] EditorLanguages)> Files = new()
    {
        ["powershell"] = ("powershell.json", ["powershell"]),
        ["csharp"] = ("csharp.json", ["csharp"]),
        ["bash"] = ("shellscript.json", ["shellscript"]),
        ["python"] = ("python.json", ["python"]),
        ["typescript"] = ("typescript.json", ["typescript", "javascript"]),
        ["go"] = ("go.json", ["go"]),
        ["terraform"] = ("terraform.json", ["terraform"]),
        ["aws-config"] = ("aws-config.json", ["ini", "properties"]),
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
    public void The_file_of_each_language_is_what_its_templates_say(string id)
    {
        var language = CodeLanguages.Get(id);
        var snippets = Templates(language).ToDictionary(
            template => $"RoleAssist: {template.Name}",
            template => new SnippetEntry(template.Prefixes, Body(language, template).TrimEnd('\n').Split('\n'), template.Description));

        RequireUnchanged(Files[id].File, JsonSerializer.Serialize(snippets, Readable) + "\n");
    }

    [Fact]
    public void The_table_lists_every_prefix()
    {
        var table = new StringBuilder("""
            # Snippets

            Type a prefix in a file of the language and accept the suggestion; the Tab key then moves from value to value.

            This folder is generated from the templates of `roleassist generate`. Do not edit it by hand: change a template in
            `server/RoleAssist.Core/CodeGeneration/Languages` and run
            `UPDATE_SNIPPETS=1 dotnet test tests/RoleAssist.CodeGeneration.Tests`.

            | language | prefixes | what is inserted |
            | --- | --- | --- |

            """.ReplaceLineEndings("\n"));
        foreach (var language in CodeLanguages.All)
        {
            foreach (var template in Templates(language))
            {
                table.Append($"| {language.Name} | {string.Join(", ", template.Prefixes.Select(prefix => $"`{prefix}`"))} | {template.Description} |\n");
            }
        }

        RequireUnchanged("README.md", table.ToString());
    }

    [Fact]
    public void The_manifest_contributes_each_file_and_no_other()
    {
        using var manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "package.json")));
        var contributed = manifest.RootElement.GetProperty("contributes").GetProperty("snippets").EnumerateArray()
            .Select(entry => (entry.GetProperty("language").GetString()!, entry.GetProperty("path").GetString()!));

        Assert.Equal(
            CodeLanguages.All.SelectMany(language => Files[language.Id].EditorLanguages, (language, editor) => (editor, $"./snippets/{Files[language.Id].File}")),
            contributed);
        Assert.Equal(CodeLanguages.All.Select(language => Files[language.Id].File).Order(), Directory.GetFiles(Folder, "*.json").Select(Path.GetFileName).Order());
    }

    /// <summary>They have no extension, so an editor would take them for plain text, which no snippet is for.</summary>
    [Fact]
    public void AWS_files_are_in_a_language_of_the_editor()
    {
        using var manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "package.json")));
        var language = Assert.Single(manifest.RootElement.GetProperty("contributes").GetProperty("languages").EnumerateArray());

        Assert.Contains(language.GetProperty("id").GetString(), Files["aws-config"].EditorLanguages);
        Assert.Equal(["**/.aws/config", "**/.aws/credentials"], language.GetProperty("filenamePatterns").EnumerateArray().Select(pattern => pattern.GetString()));
    }

    /// <summary>The open file's language finds the code for it by the same ids.</summary>
    [Fact]
    public void Every_id_of_the_editor_is_a_name_of_its_language() => Assert.All(Files, pair =>
        Assert.All(pair.Value.EditorLanguages, editor => Assert.Equal(pair.Key, CodeLanguages.Get(editor).Id)));

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_language_answers_to_what_people_guess(string id) =>
        Assert.All(Templates(CodeLanguages.Get(id)).SelectMany(template => template.Prefixes), prefix => Assert.Matches("^aws-[a-z-]+$", prefix));

    private static IEnumerable<CodeTemplate> Templates(CodeLanguage language) => language.Templates.Where(template => template.Prefixes is not []);

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

        Assert.True(File.Exists(path) && File.ReadAllText(path) == expected, $"snippets/{file} is not what the templates say: UPDATE_SNIPPETS=1 writes it anew.");
    }

    private sealed record SnippetEntry(IReadOnlyList<string> Prefix, IReadOnlyList<string> Body, string Description);
}
