using System.Text;
using CsCheck;
using RoleAssist.Aws.SharedConfig;
using RoleAssist.Aws.Tests.SharedConfig.Editing;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Populate;

namespace RoleAssist.Aws.Tests.SharedConfig;

public sealed class PopulateFilesTests : IDisposable
{
    private const string Bom = "\u00ef\u00bb\u00bf";
    private const string Added =
        "[profile Shop-Dev]\nsso_session = corp\nsso_account_id = 222233334444\nsso_role_name = Dev\nroleassist_populated = corp\n";

    private readonly AwsHome _home = new();

    public void Dispose() => _home.Dispose();

    public static TheoryData<string> OddFiles =>
        [
            "",
            "[profile a]\nregion = x\n",
            "[profile a]\nregion = x",
            $"{Bom}[profile a]\r\nregion = x ; why\r\n\r\n\r\n# the end",
            "# only a comment",
            "[profile a]\ns3 =\n  max_queue = 1",
            "[sso-session corp]\nsso_region=x\n\n\n",
            "[profile \u00ff\u00fe]\nx = \u00c3\u00a4\n\t\n",
            "[profile a]\nregion = x\n  \n;[profile Shop-Dev]\n",
        ];

    [Theory]
    [MemberData(nameof(OddFiles))]
    public async Task Bytes_outside_the_added_lines_stay_and_come_back(string config)
    {
        _home.Config = config;

        await Files().ApplyAsync(Plan(2), CancellationToken.None);
        var after = _home.Config;
        await Files().UndoAsync("corp", CancellationToken.None);

        Assert.StartsWith(config, after, StringComparison.Ordinal);
        var lines = after[config.Length..].Replace("\r\n", "\n", StringComparison.Ordinal);
        Assert.Equal(
            [Added[..^1], Added[..^1].Replace("Shop-Dev", "Shop-Dev2", StringComparison.Ordinal)],
            lines.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(section => section.Trim('\n'))
        );
        Assert.Equal(config.Contains("\r\n", StringComparison.Ordinal), after[config.Length..].Contains('\r'));
        Assert.Equal(config, _home.Config);
        Assert.Empty(_home.Leftovers);
    }

    [Fact]
    public Task Any_file_comes_back() =>
        Gen.OneOf(Fuzzing.Bytes, Fuzzing.Text.Select(text => Encoding.UTF8.GetBytes(text)))
            .SampleAsync(
                async bytes =>
                {
                    using var home = new AwsHome();
                    await File.WriteAllBytesAsync(home.Files.Config, bytes);
                    var files = new PopulateFiles(home.Editor(), name => Path.Combine(home.State, name));
                    try
                    {
                        await files.ApplyAsync(Plan(3), CancellationToken.None);
                    }
                    catch (RoleAssistException)
                    {
                        // A file that cannot be edited is left alone.
                        Assert.Equal(bytes, await File.ReadAllBytesAsync(home.Files.Config));
                        return;
                    }

                    Assert.Equal(bytes, (await File.ReadAllBytesAsync(home.Files.Config))[..bytes.Length]);
                    await files.UndoAsync("corp", CancellationToken.None);
                    Assert.Equal(bytes, await File.ReadAllBytesAsync(home.Files.Config));
                },
                iter: Math.Min(Fuzzing.Iterations, 300)
            );

    [Fact]
    public async Task A_link_stays_a_link()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "skipped: links need a privilege");
        var elsewhere = Path.Combine(_home.Root, "dotfiles");
        await File.WriteAllTextAsync(elsewhere, "[profile a]\n");
        File.CreateSymbolicLink(_home.Files.Config, elsewhere);

        await Files().ApplyAsync(Plan(1), CancellationToken.None);
        await Files().UndoAsync("corp", CancellationToken.None);

        Assert.Equal(elsewhere, new FileInfo(_home.Files.Config).LinkTarget);
        Assert.Equal("[profile a]\n", await File.ReadAllTextAsync(elsewhere));
    }

    [Fact]
    public async Task Undo_refuses_a_file_that_has_been_changed_since()
    {
        _home.Config = "[profile a]\n";
        await Files().ApplyAsync(Plan(1), CancellationToken.None);
        _home.Config += "# mine\n";
        var now = _home.Config;

        var fault = await FailsAsync();

        Assert.Equal(ErrorCode.InvalidArgument, fault.Code);
        Assert.Contains("has been changed since", fault.Message, StringComparison.Ordinal);
        Assert.Contains("roleassist_populated = corp", fault.Hint, StringComparison.Ordinal);
        Assert.Equal(now, _home.Config);
    }

    [Fact]
    public async Task Undo_works_once_and_for_its_session()
    {
        _home.Config = "[profile a]\n";
        await Files().ApplyAsync(Plan(1), CancellationToken.None);

        Assert.Contains(
            "no profiles of sso-session 'other'",
            (await FailsAsync("other")).Message,
            StringComparison.Ordinal
        );
        await Files().UndoAsync("corp", CancellationToken.None);
        Assert.Contains("no profiles of sso-session 'corp'", (await FailsAsync()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("null")]
    [InlineData("{}")]
    public async Task A_damaged_record_takes_nothing_back(string record)
    {
        _home.Config = "[profile a]\n";
        await Files().ApplyAsync(Plan(1), CancellationToken.None);
        var after = _home.Config;
        await File.WriteAllTextAsync(Assert.Single(Directory.GetFiles(_home.State, "populate-*.json")), record);

        await FailsAsync();

        Assert.Equal(after, _home.Config);
    }

    [Fact]
    public async Task A_record_that_does_not_fit_its_hashes_takes_nothing_back()
    {
        _home.Config = "[profile a]\n";
        await Files().ApplyAsync(Plan(1), CancellationToken.None);
        var after = _home.Config;
        var record = Assert.Single(Directory.GetFiles(_home.State, "populate-*.json"));
        var text = await File.ReadAllTextAsync(record);
        foreach (
            var (from, to) in new[]
            {
                ("\"offset\":12", "\"offset\":10"),
                ("\"offset\":12", "\"offset\":99999"),
                ("\"offset\":12", "\"offset\":-5"),
            }
        )
        {
            Assert.Contains(from, text, StringComparison.Ordinal);
            await File.WriteAllTextAsync(record, text.Replace(from, to, StringComparison.Ordinal));

            await FailsAsync();

            Assert.Equal(after, _home.Config);
        }
    }

    [Fact]
    public async Task Removes_the_lines_of_its_profiles_and_gives_them_back()
    {
        const string Before = $"[profile a]\nregion = x\n\n{Added}\n[profile b]\noutput = json\n";
        _home.Config = Before;

        await Files().ApplyAsync(Plan(0, "Shop-Dev"), CancellationToken.None);
        Assert.Equal("[profile a]\nregion = x\n\n[profile b]\noutput = json\n", _home.Config);
        await Files().UndoAsync("corp", CancellationToken.None);

        Assert.Equal(Before, _home.Config);
    }

    [Fact]
    public async Task A_comment_in_a_removed_profile_stays()
    {
        _home.Config = $"{Added.Replace("sso_role_name", "# ask Bo\nsso_role_name", StringComparison.Ordinal)}";

        await Files().ApplyAsync(Plan(0, "Shop-Dev"), CancellationToken.None);

        Assert.Equal("[profile Shop-Dev]\n# ask Bo\n", _home.Config);
    }

    [Fact]
    public async Task Writes_nothing_if_a_name_has_been_taken_meanwhile()
    {
        _home.Config = "[profile Shop-Dev2]\nregion = x\n";

        await Assert.ThrowsAsync<RoleAssistException>(() => Files().ApplyAsync(Plan(2), CancellationToken.None));

        Assert.Equal("[profile Shop-Dev2]\nregion = x\n", _home.Config);
    }

    private PopulateFiles Files() => new(_home.Editor(), name => Path.Combine(_home.State, name));

    private Task<RoleAssistException> FailsAsync(string session = "corp") =>
        Assert.ThrowsAsync<RoleAssistException>(() => Files().UndoAsync(session, CancellationToken.None));

    private static PopulatePlan Plan(int added, params string[] removed) =>
        new(
            "corp",
            [
                .. removed.Select(name => Change(PopulateAction.Remove, name)),
                .. Enumerable
                    .Range(1, added)
                    .Select(number =>
                        Change(PopulateAction.Add, number == 1 ? "Shop-Dev" : $"Shop-Dev{number}") with
                        {
                            Settings =
                            [
                                new("sso_session", "corp"),
                                new("sso_account_id", "222233334444"),
                                new("sso_role_name", "Dev"),
                                new("roleassist_populated", "corp"),
                            ],
                        }
                    ),
            ],
            "",
            "",
            []
        );

    private static PopulateChange Change(PopulateAction action, string name) =>
        new(action, name, "222233334444", "Shop", "Dev", "Why.");
}
