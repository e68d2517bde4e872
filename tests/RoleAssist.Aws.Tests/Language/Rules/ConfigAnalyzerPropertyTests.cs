using CsCheck;
using RoleAssist.Aws.Language;
using RoleAssist.Aws.Language.Rules;
using RoleAssist.Aws.SharedConfig;
using RoleAssist.Aws.Tests.SharedConfig;
using RoleAssist.Core.Settings;

namespace RoleAssist.Aws.Tests.Language.Rules;

/// <summary>What holds for the findings in any text.</summary>
public class ConfigAnalyzerPropertyTests
{
    private static readonly string[] Values =
    [
        "true",
        "True",
        "yes",
        "0",
        "-1",
        "99999999999999999999",
        "a",
        "b",
        "legacy",
        "EU-WEST-1",
        "cn-north-1",
        "localhost:1",
        "http://x.org",
        "arn:aws:iam::123456789012:role/r",
        "AKIAIOSFODNN7EXBMPLE",
        "/p --profile a | b",
        "",
        "x # y",
        "\u202e",
    ];

    /// <summary>Texts with settings of the catalogue, so that the rules have something to find.</summary>
    private static readonly Gen<string> Settings = Gen.Select(
            OneOf([.. SettingsCatalogue.All.Select(setting => setting.Name)]),
            OneOf(Values),
            OneOf("\n", "\r\n", "\r"),
            OneOf(
                "",
                "",
                "",
                "[profile a]\n",
                "[profile b]\n",
                "[sso-session a]\n",
                "[services a]\n",
                "s3 =\n  ",
                "# roleassist: ignore InvalidValue\n"
            )
        )
        .Select(parts => $"{parts.Item4}{parts.Item1} = {parts.Item2}{parts.Item3}")
        .Array[0, 12]
        .Select(lines => "[profile a]\n" + string.Concat(lines));

    private static readonly Gen<string> Texts = Gen.OneOf(Fuzzing.Text, Settings);

    [Fact]
    public void Every_text_has_findings_whose_places_lie_in_one_line() =>
        Gen.Select(Texts, Texts)
            .Sample(
                (config, credentials) =>
                {
                    var files = Parse(config, credentials);
                    foreach (var found in ConfigAnalyzer.Analyze(files, ConfigRuleTests.Options))
                    {
                        RequireInLine(found.Document, found.Span.Start, found.Span.End);
                        foreach (var related in found.Related)
                        {
                            RequireInLine(related.Document, related.Span.Start, related.Span.End);
                        }
                    }
                },
                iter: Fuzzing.Iterations
            );

    [Fact]
    public void Every_fix_leaves_all_lines_that_it_does_not_edit() =>
        Gen.Select(Texts, Texts)
            .Sample(
                (config, credentials) =>
                {
                    var files = Parse(config, credentials);
                    foreach (
                        var edits in ConfigAnalyzer
                            .Analyze(files, ConfigRuleTests.Options)
                            .SelectMany(found => found.Fixes)
                            .Select(fix => fix.Edits?.Invoke() ?? [])
                    )
                    {
                        foreach (var ofDocument in edits.GroupBy(edit => edit.Document))
                        {
                            var end = 0;
                            foreach (var edit in ofDocument.OrderBy(edit => edit.Span.Start))
                            {
                                Assert.InRange(edit.Span.Start, end, edit.Document.Text.Length);
                                end = edit.Span.End;
                            }

                            Assert.InRange(end, 0, ofDocument.Key.Text.Length);
                        }
                    }
                },
                iter: Fuzzing.Iterations / 4
            );

    [Fact]
    public void Safe_fixes_keep_the_meaning_that_this_reader_gives_them() =>
        Texts.Sample(
            config =>
            {
                var files = Parse(config, "");
                foreach (
                    var fix in ConfigAnalyzer
                        .Analyze(files, ConfigRuleTests.Options)
                        .SelectMany(found => found.Fixes)
                        .Where(fix => fix.IsSafe)
                )
                {
                    Assert.Equal(
                        Meaning(files),
                        Meaning(ConfigFixTests.Apply(files, fix.Edits!())),
                        StringComparer.OrdinalIgnoreCase
                    );
                }
            },
            iter: Fuzzing.Iterations / 2
        );

    private static Gen<string> OneOf(params string[] texts) =>
        Gen.Int[0, texts.Length - 1].Select(index => texts[index]);

    private static List<string> Meaning(ConfigFileSet files) =>
        [
            .. files
                .ReadProfiles(new SharedConfigFiles("config", "credentials"))
                .Profiles.SelectMany(profile =>
                    profile.Settings.Select(setting => $"{profile.Name}.{setting.Key}={setting.Value.Value}")
                )
                .Order(StringComparer.OrdinalIgnoreCase),
        ];

    private static ConfigFileSet Parse(string config, string credentials) =>
        new(
            ConfigDocument.Parse(config, SharedConfigFileKind.Config),
            ConfigDocument.Parse(credentials, SharedConfigFileKind.Credentials)
        );

    private static void RequireInLine(ConfigDocument document, int start, int end)
    {
        Assert.InRange(start, 0, end);
        Assert.InRange(end, start, document.Text.Length);
        Assert.DoesNotContain(document.Text[start..end], character => character is '\n' or '\r');
    }
}
