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
            "target account name region state exitCode seconds profile started code message command",
            string.Join(' ', lines[0].EnumerateObject().Select(field => field.Name))
        );
        Assert.Equal("größe", lines[0].GetProperty("target").GetString());
        Assert.Equal("2026-01-01T08:00:00Z", lines[0].GetProperty("started").GetString());
        Assert.Equal("AccessDenied", lines[1].GetProperty("code").GetString());
    }

    [Fact]
    public async Task The_last_result_of_an_item_counts()
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
            await Read(Results)
        );
    }

    [Fact]
    public async Task A_line_that_was_cut_off_is_ignored_and_ended_before_the_next()
    {
        Write(RunItems.Ok(RunItems.Item(1)), RunItems.Ok(RunItems.Item(2)));
        await File.WriteAllBytesAsync(Results, (await File.ReadAllBytesAsync(Results))[..^20]);

        Assert.Equal([new RunKey("account-1", null)], (await Read(Results)).Keys);
        Write(continues: true, RunItems.Ok(RunItems.Item(2)));

        Assert.Equal(2, (await Read(Results)).Count);
        Assert.Equal(3, (await File.ReadAllLinesAsync(Results)).Length);
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
    public async Task A_file_that_a_run_left_empty_can_be_used_and_read()
    {
        Write();

        Assert.Empty(await Read(Results));
        Write(RunItems.Ok(RunItems.Item(1)));
        Assert.Single(await Read(Results));
    }

    [Theory]
    [InlineData("hello\n")]
    [InlineData("{}\n[1]\nnull\n")]
    [InlineData("{\"target\":1,\"state\":\"ok\"}\n")]
    public async Task A_file_without_results_is_an_error(string text)
    {
        await File.WriteAllTextAsync(Results, text);

        var fault = await Assert.ThrowsAsync<RoleAssistException>(() => Read(Results));

        Assert.Equal($"{Results} contains no results of a run.", fault.Message);
    }

    [Fact]
    public async Task A_file_that_cannot_be_opened_is_an_error()
    {
        foreach (var path in (string[])[_folder, Path.Combine(_folder, "no", "file"), ""])
        {
            Assert.StartsWith(
                $"The results file {path} cannot be used: ",
                Assert.Throws<RoleAssistException>(() => ResultsFile.Open(path, continues: false)).Message,
                StringComparison.Ordinal
            );
            await Assert.ThrowsAsync<RoleAssistException>(() => Read(path));
        }
    }

    [Fact]
    public async Task Results_of_another_command_do_not_count()
    {
        using (var file = ResultsFile.Open(Results, continues: false))
        {
            file.Command = "sha256:1";
            file.Add(RunItems.Ok(RunItems.Item(1)));
        }

        var earlier = await EarlierResults.ReadAsync(Results, CancellationToken.None);

        Assert.Null(earlier.RequireCommand("sha256:1"));
        var fault = Assert.Throws<RoleAssistException>(() => earlier.RequireCommand("sha256:2"));
        Assert.Equal(ErrorCode.InvalidArgument, fault.Code);
        Assert.StartsWith($"The results in {Results} are of another command", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Results_without_a_command_count_with_a_warning()
    {
        Write(RunItems.Ok(RunItems.Item(1)));

        var earlier = await EarlierResults.ReadAsync(Results, CancellationToken.None);

        Assert.StartsWith(
            $"{Results} does not say which command",
            earlier.RequireCommand("sha256:1"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task An_unknown_state_is_refused_with_its_line()
    {
        await File.WriteAllTextAsync(
            Results,
            "{\"target\":\"a\",\"state\":\"ok\"}\n{\"target\":\"b\",\"state\":\"done\"}\n"
        );

        var fault = await Assert.ThrowsAsync<RoleAssistException>(() => Read(Results));

        Assert.Equal($"{Results}, line 2: 'done' is not the state of a result.", fault.Message);
    }

    [Fact]
    public async Task An_endless_line_is_refused()
    {
        await File.WriteAllTextAsync(Results, new string('x', 3_000_000));

        Assert.Contains(
            "has a line of more than 1048576 bytes",
            (await Assert.ThrowsAsync<RoleAssistException>(() => Read(Results))).Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("/dev/zero")]
    [InlineData("/dev/urandom")]
    [InlineData("/proc/self/mem")]
    public async Task A_device_is_no_results_file(string path)
    {
        if (File.Exists(path))
        {
            Assert.StartsWith(
                $"The results file {path} cannot be used: ",
                (await Assert.ThrowsAsync<RoleAssistException>(() => Read(path))).Message,
                StringComparison.Ordinal
            );
        }
    }

    [Fact]
    public async Task The_fingerprint_is_of_the_command_or_of_the_scripts_content()
    {
        var (script, copy) = (Path.Combine(_folder, "a.sh"), Path.Combine(_folder, "b.sh"));
        await File.WriteAllTextAsync(script, "true");
        await File.WriteAllTextAsync(copy, "true");
        var before = await Of(script, "x");

        Assert.Equal(before, await Of(copy, "x"));
        Assert.NotEqual(before, await Of(script, "y"));
        await File.WriteAllTextAsync(script, "false");
        Assert.NotEqual(before, await Of(script, "x"));
        Assert.NotEqual(await Of(null, "a", "bc"), await Of(null, "ab", "c"));
        Assert.Equal(await Of(null, "a"), await Of(null, "a"));

        static Task<string> Of(string? file, params string[] arguments) =>
            CommandFingerprint.CreateAsync(file, arguments, CancellationToken.None);
    }

    private static async Task<IReadOnlyDictionary<RunKey, string>> Read(string path) =>
        (await EarlierResults.ReadAsync(path, CancellationToken.None)).States;

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
