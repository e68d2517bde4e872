using System.Text.Json;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Runs;
using RoleAssist.Host.Runs;

namespace RoleAssist.Host.Tests.Runs;

public sealed class ResultsFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("roleassist-").FullName;

    private string Results => Path.Combine(_folder, "results.jsonl");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Each_result_is_a_line_as_soon_as_it_is_added()
    {
        using var results = ResultsFile.Open(Results, continues: false);
        results.Add(RunItems.Failed(RunItems.Item(1, "eu-west-1", name: "größe"), 3));
        results.Add(RunItems.NotAssumed(RunItems.Item(2)));

        var lines = Lines();
        Assert.Equal(2, lines.Count);
        Assert.Equal(
            "target account name region state exitCode seconds profile started code message",
            string.Join(' ', lines[0].EnumerateObject().Select(field => field.Name))
        );
        Assert.Equal("größe", lines[0].GetProperty("target").GetString());
        Assert.Equal("2026-01-01T08:00:00Z", lines[0].GetProperty("started").GetString());
        Assert.Equal("AccessDenied", lines[1].GetProperty("code").GetString());
    }

    [Fact]
    public void The_last_result_of_an_item_counts()
    {
        Write(
            RunItems.Failed(RunItems.Item(1, "eu-west-1"), 1),
            RunItems.Ok(RunItems.Item(1, "us-east-1")),
            RunItems.Ok(RunItems.Item(1, "eu-west-1")),
            RunItems.Canceled(RunItems.Item(2)),
            RunItems.NotAssumed(RunItems.Item(3))
        );

        Assert.Equal(
            new Dictionary<RunKey, string>
            {
                [new RunKey("account-1", "eu-west-1")] = "ok",
                [new RunKey("account-1", "us-east-1")] = "ok",
                [new RunKey("account-2", null)] = "cancelled",
                [new RunKey("account-3", null)] = "notAssumed",
            },
            ResultsFile.Read(Results)
        );
    }

    [Fact]
    public void A_line_that_was_cut_off_is_ignored_and_ended_before_the_next()
    {
        Write(RunItems.Ok(RunItems.Item(1)), RunItems.Ok(RunItems.Item(2)));
        File.WriteAllBytes(Results, File.ReadAllBytes(Results)[..^20]);

        Assert.Equal([new RunKey("account-1", null)], ResultsFile.Read(Results).Keys);
        Write(continues: true, RunItems.Ok(RunItems.Item(2)));

        Assert.Equal(2, ResultsFile.Read(Results).Count);
        Assert.Equal(3, File.ReadAllLines(Results).Length);
    }

    [Fact]
    public void Results_are_never_overwritten()
    {
        Write(RunItems.Ok(RunItems.Item(1)));
        var before = File.ReadAllBytes(Results);

        var fault = Assert.Throws<RoleAssistException>(() => ResultsFile.Open(Results, continues: false));

        Assert.Equal($"The results file {Results} exists.", fault.Message);
        Assert.Equal(before, File.ReadAllBytes(Results));
    }

    [Fact]
    public void A_file_that_a_run_left_empty_can_be_used_and_read()
    {
        Write();

        Assert.Empty(ResultsFile.Read(Results));
        Write(RunItems.Ok(RunItems.Item(1)));
        Assert.Single(ResultsFile.Read(Results));
    }

    [Theory]
    [InlineData("hello\n")]
    [InlineData("{}\n[1]\nnull\n")]
    [InlineData("{\"target\":1,\"state\":\"ok\"}\n")]
    public void A_file_without_results_is_an_error(string text)
    {
        File.WriteAllText(Results, text);

        var fault = Assert.Throws<RoleAssistException>(() => ResultsFile.Read(Results));

        Assert.Equal($"{Results} contains no results of a run.", fault.Message);
    }

    [Fact]
    public void A_file_that_cannot_be_opened_is_an_error()
    {
        foreach (var path in (string[])[_folder, Path.Combine(_folder, "no", "file"), ""])
        {
            Assert.StartsWith(
                $"The results file {path} cannot be used: ",
                Assert.Throws<RoleAssistException>(() => ResultsFile.Open(path, continues: false)).Message,
                StringComparison.Ordinal
            );
            Assert.Throws<RoleAssistException>(() => ResultsFile.Read(path));
        }
    }

    private void Write(params RunResult[] results) => Write(continues: false, results);

    private void Write(bool continues, params RunResult[] results)
    {
        using var file = ResultsFile.Open(Results, continues);
        Array.ForEach(results, file.Add);
    }

    /// <summary>Reads while the run still writes.</summary>
    private List<JsonElement> Lines()
    {
        using var file = new FileStream(Results, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        return
        [
            .. reader
                .ReadToEnd()
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => JsonDocument.Parse(line).RootElement),
        ];
    }
}
