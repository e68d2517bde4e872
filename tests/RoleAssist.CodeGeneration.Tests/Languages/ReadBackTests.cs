using System.Text;
using System.Text.Json;
using CsCheck;
using RoleAssist.CodeGeneration.Tests.Support;
using RoleAssist.Core.CodeGeneration;
using RoleAssist.Core.Errors;

namespace RoleAssist.CodeGeneration.Tests.Languages;

/// <summary>The languages' own tools read generated literals back as the original values.</summary>
public class ReadBackTests
{
    [ProgramFact("bash")]
    public Task Bash_reads_back_every_value() =>
        JudgeAsync(
            "bash",
            values =>
                RunAsync(
                    "bash",
                    "",
                    value => $"printf %s {value} | base64 -w0\necho",
                    "",
                    "#",
                    values,
                    line => CodePoints(Encoding.UTF8.GetString(Convert.FromBase64String(line)))
                )
        );

    [ProgramFact("python3")]
    public Task Python_reads_back_every_value() =>
        JudgeAsync(
            "python",
            values =>
                RunAsync("python3", "", value => $"print([ord(c) for c in {value}])", "", "#", values, Numbers, "-")
        );

    [ProgramFact("node")]
    public Task JavaScript_reads_back_every_value() =>
        JudgeAsync(
            "typescript",
            values =>
                RunAsync(
                    "node",
                    "",
                    value => $"console.log(JSON.stringify([...{value}].map((c) => c.codePointAt(0))));",
                    "",
                    "//",
                    values,
                    Numbers,
                    "-"
                )
        );

    [ProgramFact("go")]
    public Task Go_reads_back_every_value() =>
        JudgeAsync(
            "go",
            async values =>
            {
                var folder = Directory.CreateTempSubdirectory();
                try
                {
                    var code = Script(
                        "package main\nimport (\"encoding/json\"; \"os\")\nfunc main() {",
                        value => $"json.NewEncoder(os.Stdout).Encode([]rune({value}))",
                        "}",
                        "//",
                        values
                    );
                    await File.WriteAllTextAsync(Path.Combine(folder.FullName, "main.go"), code);
                    return Lines(await Programs.RunAsync("go", ["run", "main.go"], folder: folder.FullName), Numbers);
                }
                finally
                {
                    folder.Delete(recursive: true);
                }
            }
        );

    [Fact]
    public Task Terraform_reads_back_every_value() =>
        JudgeAsync(
            "terraform",
            values => Task.FromResult(values.Select(value => CodePoints(TerraformText.Read(value.Literal))))
        );

    [Fact]
    public Task JSON_reads_back_every_value() =>
        JudgeAsync(
            "iam-trust-policy",
            values =>
                Task.FromResult(values.Select(value => CodePoints(JsonSerializer.Deserialize<string>(value.Literal)!)))
        );

    /// <summary>The format has no quotes, so values with special characters are rejected.</summary>
    [Fact]
    public void An_AWS_file_accepts_only_plain_values() =>
        HostileText.Many.Sample(
            values =>
                Assert.All(
                    values,
                    value =>
                        Assert.True(
                            Written("aws-config", value) is not { } written
                                || (written.Literal == value && value.All(IsPlain))
                        )
                ),
            iter: 20
        );

    [Theory]
    [InlineData("prod-admin")]
    [InlineData("arn:aws:iam::123456789012:role/team/Ädmin", false)]
    [InlineData("arn:aws:iam::123456789012:role/team/admin+x=y,z.@-_")]
    [InlineData("a b", false)]
    [InlineData("a\nrole_arn = b", false)]
    [InlineData("a]", false)]
    [InlineData("", false)]
    public void An_AWS_file_accepts_valid_AWS_values(string value, bool isAccepted = true) =>
        Assert.Equal(isAccepted, Written("aws-config", value) is not null);

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("FILEB://x")]
    [InlineData("https://example.com/external-id")]
    [InlineData("HTTP://x")]
    [InlineData("a\0b")]
    public void Rejects_arguments_that_the_AWS_CLI_would_read_from_a_file_or_truncate(string value)
    {
        var refusal = Assert.Throws<RoleAssistException>(() => CodeLanguages.Get("bash").Syntax.Text(value));

        Assert.Equal(ErrorCode.InvalidArgument, refusal.Code);
    }

    private static bool IsPlain(char character) =>
        char.IsAsciiLetterOrDigit(character) || "_-/.%@:+=,".Contains(character, StringComparison.Ordinal);

    private sealed record WrittenValue(string Value, string Literal, string Comment);

    private static WrittenValue? Written(string language, string value)
    {
        var syntax = CodeLanguages.Get(language).Syntax;
        try
        {
            return new WrittenValue(value, syntax.Text(value).ToString(), syntax.Comment(value).ToString());
        }
        catch (RoleAssistException refusal) when (refusal.Code == ErrorCode.InvalidArgument)
        {
            return null;
        }
    }

    private static Task JudgeAsync(
        string language,
        Func<IReadOnlyList<WrittenValue>, Task<IEnumerable<string>>> read
    ) =>
        HostileText.Many.SampleAsync(
            async values =>
            {
                var written = values.Select(value => Written(language, value)).OfType<WrittenValue>().ToList();
                Assert.NotEmpty(written);
                Assert.Equal(written.Select(value => CodePoints(value.Value)), await read(written));
            },
            iter: 1
        );

    /// <summary>Runs a program that reads its script from stdin and prints a line for each value.</summary>
    private static async Task<IEnumerable<string>> RunAsync(
        string program,
        string begin,
        Func<string, string> print,
        string end,
        string comment,
        IReadOnlyList<WrittenValue> values,
        Func<string, string> parse,
        params string[] arguments
    ) => Lines(await Programs.RunAsync(program, arguments, Script(begin, print, end, comment, values)), parse);

    /// <summary>Builds the script. Each value is preceded by a comment with the same text.</summary>
    private static string Script(
        string begin,
        Func<string, string> print,
        string end,
        string comment,
        IReadOnlyList<WrittenValue> values
    ) =>
        $"{begin}\n{string.Concat(values.Select(value => $"{comment} {value.Comment}\n{print(value.Literal)}\n"))}{end}\n";

    private static IEnumerable<string> Lines(ProgramRun run, Func<string, string> parse) =>
        run.Succeeded().Output.TrimEnd('\n').Split('\n').Select(parse);

    private static string Numbers(string line) => string.Join(' ', JsonSerializer.Deserialize<int[]>(line)!);

    private static string CodePoints(string text) => string.Join(' ', text.EnumerateRunes().Select(rune => rune.Value));
}
