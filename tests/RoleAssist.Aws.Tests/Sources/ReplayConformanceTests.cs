using RoleAssist.TestInfrastructure;

namespace RoleAssist.Aws.Tests.Sources;

/// <summary>
/// Replays AWS' own recordings, published with its SDK for Rust: given files, environment and traffic, they expect
/// credentials or an error. This covers everything from reading the files to the last request.
/// </summary>
public class ReplayConformanceTests(ITestOutputHelper output)
{
    [ConformanceFact]
    public Task Passes_the_default_credential_chain_cases() =>
        ReplayAsync("default-credential-provider-chain", atLeast: 13);

    [ConformanceFact]
    public Task Passes_the_profile_provider_cases() => ReplayAsync("profile-provider", atLeast: 9);

    private async Task ReplayAsync(string suite, int atLeast)
    {
        var folders = Directory
            .GetDirectories(Path.Combine(Repository.Conformance!, "smithy-rs", suite))
            .Order(StringComparer.Ordinal)
            .ToList();
        var failures = new List<string>();
        foreach (var folder in folders)
        {
            using var recording = new Recording(folder, asksTheDefaultProfile: suite == "profile-provider");
            if (await recording.ReplayAsync() is { } failure)
            {
                failures.Add($"{Path.GetFileName(folder)}: {failure}");
            }
        }

        output.WriteLine($"{suite}: {folders.Count - failures.Count} of {folders.Count}");
        Assert.True(folders.Count >= atLeast, $"only {folders.Count} cases");
        Assert.True(failures.Count == 0, string.Join('\n', failures));
    }
}
