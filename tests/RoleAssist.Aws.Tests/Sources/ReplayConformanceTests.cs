using RoleAssist.TestInfrastructure;

namespace RoleAssist.Aws.Tests.Sources;

/// <summary>
/// AWS' own recordings, as its SDK for Rust publishes them: files, environment and traffic in, credentials or an error
/// out, through everything from the files to the last request.
/// </summary>
public class ReplayConformanceTests(ITestOutputHelper output)
{
    [ConformanceFact]
    public Task Every_case_of_the_default_chain_ends_as_aws_says() => ReplayAsync("default-credential-provider-chain", atLeast: 13);

    [ConformanceFact]
    public Task Every_case_of_the_profile_provider_ends_as_aws_says() => ReplayAsync("profile-provider", atLeast: 9);

    private async Task ReplayAsync(string suite, int atLeast)
    {
        var folders = Directory.GetDirectories(Path.Combine(Repository.Conformance!, "smithy-rs", suite)).Order(StringComparer.Ordinal).ToList();
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
