using System.Text.RegularExpressions;
using RoleAssist.CodeGeneration.Tests.Support;
using RoleAssist.Core.Chains;
using RoleAssist.Core.CodeGeneration;
using RoleAssist.TestInfrastructure;

namespace RoleAssist.CodeGeneration.Tests;

/// <summary>
/// The examples in docs/code-generation.md are generated for the sample profile <c>prod-admin</c>. An example is a fenced block
/// after a line <c>&lt;!-- generated: LANGUAGE TEMPLATE --&gt;</c>.
/// </summary>
public partial class DocumentedExampleTests
{
    private const string Profile = "prod-admin";

    [Fact]
    public void Every_example_matches_the_generated_code()
    {
        var page = Path.Combine(Repository.Root, "docs", "code-generation.md");
        if (Environment.GetEnvironmentVariable("UPDATE_SNIPPETS") == "1")
        {
            File.WriteAllText(
                page,
                Mark()
                    .Replace(
                        File.ReadAllText(page),
                        mark =>
                            mark.Groups["code"] is { Success: true } code
                                ? mark.Value[..(code.Index - mark.Index)]
                                    + Generate(mark.Groups["language"].Value, mark.Groups["template"].Value)
                                    + mark.Value[(code.Index - mark.Index + code.Length)..]
                                : mark.Value
                    )
            );
        }

        var text = File.ReadAllText(page);
        Assert.NotEmpty(Mark().Matches(text));
        Assert.Empty(Outdated(text, Generate));
    }

    [Fact]
    public void Finds_an_outdated_example_and_shows_the_expected_code()
    {
        const string Text = """
            Before.
            <!-- generated: bash assume-role -->

            ```bash
            right
            ```

            ```bash
            not generated
            ```

            <!-- generated: go injected -->
            ```go
            wrong
            ```
            """;

        var outdated = Outdated(
            Text,
            (language, template) => (language, template) == ("bash", "assume-role") ? "right\n" : "other\n"
        );

        Assert.Equal(["go injected should be:\nother\n"], outdated);
    }

    [Fact]
    public void Finds_a_marker_without_a_code_block() =>
        Assert.Equal(
            ["go injected has no code block"],
            Outdated("<!-- generated: go injected -->\nWords.\n", (_, _) => "")
        );

    private static string Generate(string language, string template) =>
        SampleProfiles
            .Handler()
            .Handle(new CodeRequest(language, template, [new AssumeTarget { Profile = Profile }], []))
            .Code;

    private static List<string> Outdated(string text, Func<string, string, string> generate)
    {
        var outdated = new List<string>();
        foreach (Match mark in Mark().Matches(text.ReplaceLineEndings("\n")))
        {
            var (language, template) = (mark.Groups["language"].Value, mark.Groups["template"].Value);
            var expected = generate(language, template);
            if (!mark.Groups["code"].Success)
            {
                outdated.Add($"{language} {template} has no code block");
            }
            else if (mark.Groups["code"].Value != expected)
            {
                outdated.Add($"{language} {template} should be:\n{expected}");
            }
        }

        return outdated;
    }

    [GeneratedRegex(
        @"^<!-- generated: (?<language>\S+) (?<template>\S+) -->$(\n\s*^```\w*\n(?<code>.*?)^```$)?",
        RegexOptions.Multiline | RegexOptions.Singleline
    )]
    private static partial Regex Mark();
}
