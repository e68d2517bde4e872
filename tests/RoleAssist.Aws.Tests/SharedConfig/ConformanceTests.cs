using System.Text.Json;
using RoleAssist.Aws.SharedConfig;
using RoleAssist.Aws.SharedConfig.Syntax;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;
using RoleAssist.TestInfrastructure;

namespace RoleAssist.Aws.Tests.SharedConfig;

/// <summary>Runs AWS' own test cases for the files, as published with its SDKs.</summary>
public class ConformanceTests(ITestOutputHelper output)
{
    [ConformanceFact]
    public void Passes_the_profile_parser_suite() =>
        CheckAll(
            "smithy-rs/profile-parser-tests.json",
            atLeast: 30,
            test =>
            {
                var input = test.GetProperty("input");
                var merged = SharedConfigMerger.Merge(
                    Read(input, "configFile", SharedConfigFileKind.Config),
                    Read(input, "credentialsFile", SharedConfigFileKind.Credentials)
                );
                return
                    test.GetProperty("output") is var expected
                    && expected.TryGetProperty("errorContaining", out var words)
                    ? (
                        words.GetString()!,
                        merged
                            .Problems.Where(IsError)
                            .Select(problem => problem.Message)
                            .FirstOrDefault(message => message.Contains(words.GetString()!, StringComparison.Ordinal))
                            is null
                            ? "no such error"
                            : words.GetString()!
                    )
                    : (Describe(expected.GetProperty("config")), Describe(merged));
            }
        );

    [ConformanceFact]
    public void Passes_the_file_location_suite() =>
        CheckAll(
            "smithy-rs/file-location-tests.json",
            atLeast: 5,
            test =>
            {
                var environment = new ProcessEnvironment(
                    test.GetProperty("environment")
                        .EnumerateObject()
                        .Select(variable => KeyValuePair.Create(variable.Name, variable.Value.GetString()!))
                );
                var files = SharedConfigFiles.Locate(
                    environment,
                    test.GetProperty("platform").GetString() == "windows" ? Platform.Windows : Platform.Unix
                );
                return (
                    $"{test.GetProperty("configLocation").GetString()} {test.GetProperty("credentialsLocation").GetString()}",
                    $"{files.Config} {files.Credentials}"
                );
            }
        );

    [ConformanceFact]
    public void Reads_files_that_broke_other_parsers()
    {
        string[] files =
        [
            .. Directory.GetFiles(
                Path.Combine(Repository.Conformance!, "aws-c-auth", "fuzz-corpus"),
                "*",
                SearchOption.AllDirectories
            ),
            .. Directory.GetFiles(Path.Combine(Repository.Conformance!, "botocore", "cfg")),
        ];

        foreach (var file in files)
        {
            var text = LosslessUtf8.Decode(File.ReadAllBytes(file));
            Assert.Equal(text, ConfigSyntaxTree.Parse(text).ToString());
            Assert.NotNull(SharedConfigReader.Read(text, file, SharedConfigFileKind.Config));
            Assert.NotNull(SharedConfigReader.Read(text, file, SharedConfigFileKind.Credentials));
        }

        Assert.True(files.Length >= 45, $"only {files.Length} files");
        output.WriteLine($"fuzz corpus and odd files: {files.Length} of {files.Length} read");
    }

    private static bool IsError(Problem problem) => problem.Severity == ProblemSeverity.Error;

    private void CheckAll(string suite, int atLeast, Func<JsonElement, (string Expected, string Actual)> run)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Conformance!, suite)));
        var results = document
            .RootElement.GetProperty("tests")
            .EnumerateArray()
            .Select(test => (Name: test.GetProperty("name").GetString(), Result: run(test)))
            .ToList();
        var failures = results.Where(test => test.Result.Expected != test.Result.Actual).ToList();

        output.WriteLine($"{suite}: {results.Count - failures.Count} of {results.Count} cases pass");
        Assert.True(results.Count >= atLeast, $"only {results.Count} cases");
        Assert.True(
            failures.Count == 0,
            string.Join(
                '\n',
                failures.Select(test =>
                    $"{test.Name}\n  expected {test.Result.Expected}\n  actual   {test.Result.Actual}"
                )
            )
        );
    }

    private static SharedConfigDocument Read(JsonElement input, string file, SharedConfigFileKind kind) =>
        SharedConfigReader.Read(input.TryGetProperty(file, out var text) ? text.GetString()! : "", file, kind);

    /// <summary>A file that AWS accepts has no errors.</summary>
    private static string Describe(ProfileSet set) =>
        $"{Describe(set.Profiles)} | {Describe(set.SsoSessions.Values)}{string.Concat(set.Problems.Where(IsError).Select(problem => problem.Message))}";

    private static string Describe(IEnumerable<Profile> sections) =>
        Describe(
            sections.Select(section =>
                (
                    section.Name,
                    Describe(
                        section.Settings.Select(setting =>
                            (setting.Key, JsonEncodedText.Encode(setting.Value.Value).ToString())
                        )
                    )
                )
            )
        );

    private static string Describe(JsonElement config) =>
        $"{DescribeSections(config.GetProperty("profiles"))} | {(config.TryGetProperty("sso_sessions", out var sessions) ? DescribeSections(sessions) : "")}";

    private static string DescribeSections(JsonElement sections) =>
        Describe(
            sections
                .EnumerateObject()
                .Select(section =>
                    (
                        section.Name,
                        Describe(
                            section
                                .Value.EnumerateObject()
                                .Select(setting =>
                                    (setting.Name, JsonEncodedText.Encode(setting.Value.GetString()!).ToString())
                                )
                        )
                    )
                )
        );

    private static string Describe(IEnumerable<(string Name, string Text)> parts) =>
        string.Join(
            ' ',
            parts.OrderBy(part => part.Name, StringComparer.Ordinal).Select(part => $"{part.Name}=<{part.Text}>")
        );
}
