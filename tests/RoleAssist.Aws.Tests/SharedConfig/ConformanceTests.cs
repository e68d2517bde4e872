using System.Text.Json;
using RoleAssist.Aws.SharedConfig;
using RoleAssist.Core.Profiles;
using RoleAssist.TestInfrastructure;

namespace RoleAssist.Aws.Tests.SharedConfig;

/// <summary>AWS' own cases for the file format, as its SDK for Rust publishes them.</summary>
public class ConformanceTests
{
    [ConformanceFact]
    public void Every_case_of_the_profile_parser_suite_reads_as_aws_says()
    {
        using var suite = Open("smithy-rs/profile-parser-tests.json");
        var cases = suite.RootElement.GetProperty("tests").EnumerateArray().ToList();

        var failures = cases.Select(Check).OfType<string>().ToList();

        Assert.True(cases.Count >= 30, $"only {cases.Count} cases");
        Assert.True(failures.Count == 0, string.Join('\n', failures));
    }

    private static string? Check(JsonElement test)
    {
        var input = test.GetProperty("input");
        var config = Parse(input, "configFile", SharedConfigFileKind.Config);
        var credentials = Parse(input, "credentialsFile", SharedConfigFileKind.Credentials);
        var merged = SharedConfigProfileStore.Merge(config, credentials);
        var output = test.GetProperty("output");
        var (expected, actual) = output.TryGetProperty("errorContaining", out var error)
            ? (error.GetString()!, string.Join(' ', merged.Problems.Select(problem => problem.Message)))
            : (Describe(output.GetProperty("config").GetProperty("profiles")), Describe(merged));
        var passes = error.ValueKind == JsonValueKind.String ? actual.Contains(expected, StringComparison.Ordinal) : expected == actual;
        return passes ? null : $"{test.GetProperty("name")}\n  expected {expected}\n  actual   {actual}";
    }

    private static SharedConfigDocument Parse(JsonElement input, string file, SharedConfigFileKind kind) =>
        SharedConfigParser.Parse(input.TryGetProperty(file, out var text) ? text.GetString()! : "", file, kind);

    private static string Describe(ProfileSet profiles) => string.Join("; ", profiles.Profiles
        .OrderBy(profile => profile.Name, StringComparer.Ordinal)
        .Select(profile => $"{profile.Name}: {Describe(profile.Settings.Select(setting => (setting.Key, setting.Value.Value)))}"));

    private static string Describe(JsonElement profiles) => string.Join("; ", profiles.EnumerateObject()
        .OrderBy(profile => profile.Name, StringComparer.Ordinal)
        .Select(profile => $"{profile.Name}: {Describe(profile.Value.EnumerateObject().Select(setting => (setting.Name, setting.Value.GetString()!)))}"));

    private static string Describe(IEnumerable<(string Name, string Value)> settings) =>
        string.Join(", ", settings.OrderBy(setting => setting.Name, StringComparer.Ordinal).Select(setting => $"{setting.Name}={JsonEncodedText.Encode(setting.Value)}"));

    private static JsonDocument Open(string file) => JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Conformance!, file)));
}
