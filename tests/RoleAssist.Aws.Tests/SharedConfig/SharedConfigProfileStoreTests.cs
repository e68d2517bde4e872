using System.Text;
using Microsoft.Extensions.Time.Testing;
using RoleAssist.Aws.SharedConfig;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;
using RoleAssist.TestInfrastructure;

namespace RoleAssist.Aws.Tests.SharedConfig;

public sealed class SharedConfigProfileStoreTests : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("roleassist-").FullName;
    private readonly FakeTimeProvider _time = new();

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [Fact]
    public async Task The_files_are_in_the_home_folder_unless_variables_say_otherwise()
    {
        Write(".aws/config", "[profile home]\nregion = a");
        Write("elsewhere", "[profile away]\nregion = b");

        Assert.Equal("home", Assert.Single((await LoadAsync()).Profiles).Name);
        Assert.Equal("away", Assert.Single((await LoadAsync(("AWS_CONFIG_FILE", "~/elsewhere"))).Profiles).Name);
        Assert.Equal("away", Assert.Single((await LoadAsync(("AWS_CONFIG_FILE", Path.Combine(_home, "elsewhere")))).Profiles).Name);
    }

    [Fact]
    public async Task The_credentials_file_wins_over_the_config_file()
    {
        Write(".aws/config", "[profile a]\naws_access_key_id = old\nregion = r");
        Write(".aws/credentials", "[a]\naws_access_key_id = new");

        var profile = (await LoadAsync()).Get("a");

        Assert.Equal(("new", "r"), (profile["aws_access_key_id"], profile["region"]));
    }

    [Fact]
    public async Task A_profile_is_where_it_begins()
    {
        Write(".aws/config", "[default]\nregion = r\n\n[profile a]\nregion = r");
        Write(".aws/credentials", "[a]\naws_access_key_id = new\n[b]");

        var profiles = await LoadAsync();

        Assert.Equal(("config", 4), (Path.GetFileName(profiles.Get("a").Location!.File), profiles.Get("a").Location!.Line));
        Assert.Equal(("credentials", 3), (Path.GetFileName(profiles.Get("b").Location!.File), profiles.Get("b").Location!.Line));
    }

    [Fact]
    public async Task Missing_files_are_no_profiles_and_no_problem()
    {
        Assert.Empty((await LoadAsync()).Profiles);
        Assert.Empty((await LoadAsync()).Problems);
    }

    [Fact]
    public async Task A_byte_order_mark_is_no_part_of_the_first_line()
    {
        Write(".aws/config", "\uFEFF[profile a]\r\nregion = r\r\n");

        Assert.Equal("r", (await LoadAsync()).Get("a")["region"]);
        Assert.Equal("ByteOrderMark", Assert.Single((await LoadAsync()).Problems).Name);
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_told_and_cost_nothing_else()
    {
        WriteBytes(".aws/config", [.. "[profile a]\nregion = r\nname = "u8, 0xE9, .. "\n[profile b]\nregion = s\n"u8]);

        var profiles = await LoadAsync();

        Assert.Equal(("r", "\uFFFD", "s"), (profiles.Get("a")["region"], profiles.Get("a")["name"], profiles.Get("b")["region"]));
        Assert.Equal((3, 8), (Assert.Single(profiles.Problems).Location!.Line, profiles.Problems[0].Location!.Column));
    }

    [Theory]
    [InlineData("utf-16", true)]
    [InlineData("utf-16", false)]
    [InlineData("utf-16BE", true)]
    [InlineData("utf-16BE", false)]
    public async Task A_file_in_utf_16_is_told_once(string name, bool hasByteOrderMark)
    {
        var encoding = Encoding.GetEncoding(name);
        WriteBytes(".aws/config", [.. hasByteOrderMark ? encoding.GetPreamble() : [], .. encoding.GetBytes("[profile a]\nregion = r\n")]);

        Assert.Contains("UTF-16", Assert.Single((await LoadAsync()).Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_without_end_is_a_problem_and_not_read_for_ever()
    {
        if (!File.Exists("/dev/zero"))
        {
            return;
        }

        Write(".aws/credentials", "[a]\nregion = r");

        var profiles = await LoadAsync(("AWS_CONFIG_FILE", "/dev/zero"));

        var problem = Assert.Single(profiles.Problems);
        Assert.Equal(ErrorCode.ConfigurationUnreadable, problem.Code);
        Assert.Contains("/dev/zero cannot be read: it is longer than 128 MB.", problem.Message, StringComparison.Ordinal);
        Assert.Equal("r", profiles.Find("a")!["region"]);
    }

    /// <summary>As shells make one of <c>AWS_CONFIG_FILE=&lt;(command)</c>.</summary>
    [Fact]
    public async Task A_file_may_be_a_pipe_which_says_what_it_says_once()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var store = Store(("AWS_CONFIG_FILE", NamedPipe.In(_home, $"[profile a]\nregion = {new string('r', 10_000)}")));
        var profiles = await store.LoadAsync(CancellationToken.None);

        Assert.Equal(10_000, profiles.Find("a")!["region"]!.Length);
        Assert.Same(profiles, (await store.LoadAsync(CancellationToken.None)));
        _time.Advance(SharedConfigFile.WriteTimeout);
        Assert.Same(profiles, (await store.LoadAsync(CancellationToken.None)));
    }

    [Fact]
    public async Task A_pipe_that_nobody_writes_to_is_a_problem_and_costs_nothing_else()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        Write(".aws/credentials", "[a]\nregion = r");

        var profiles = await LoadAsync(("AWS_CONFIG_FILE", NamedPipe.In(_home)));

        Assert.Contains("pipe cannot be read: it is a pipe without a writer.", Assert.Single(profiles.Problems).Message, StringComparison.Ordinal);
        Assert.Equal("r", profiles.Get("a")["region"]);
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_is_named_and_the_other_still_counts()
    {
        Directory.CreateDirectory(Path.Combine(_home, ".aws", "config"));
        Write(".aws/credentials", "[a]\nregion = r");

        var profiles = await LoadAsync();

        var problem = Assert.Single(profiles.Problems);
        Assert.Equal((ErrorCode.ConfigurationUnreadable, ProblemSeverity.Error), (problem.Code, problem.Severity));
        Assert.Contains($"{Path.Combine(_home, ".aws", "config")} cannot be read: it is a folder.", problem.Message, StringComparison.Ordinal);
        Assert.Equal("r", profiles.Get("a")["region"]);
        Assert.Contains(problem.Message, Assert.Throws<RoleAssistException>(() => profiles.Get("nobody")).Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_path_that_can_be_no_file_is_a_problem_too() =>
        Assert.Equal(ErrorCode.ConfigurationUnreadable, Assert.Single((await LoadAsync(("AWS_CONFIG_FILE", "a\0b"))).Problems).Code);

    [Fact]
    public async Task While_nothing_changes_the_answer_is_the_same_object_and_any_change_is_seen()
    {
        var store = Store();
        Write(".aws/config", "[profile a]\nregion = r");
        var first = await store.LoadAsync(CancellationToken.None);
        Assert.Same(first, (await store.LoadAsync(CancellationToken.None)));

        // As long as before, and within the same tick of the file system's clock.
        var written = File.GetLastWriteTimeUtc(Path.Combine(_home, ".aws", "config"));
        Write(".aws/config", "[profile a]\nregion = s");
        File.SetLastWriteTimeUtc(Path.Combine(_home, ".aws", "config"), written);
        Assert.Equal("s", (await store.LoadAsync(CancellationToken.None)).Get("a")["region"]);

        Write(".aws/credentials", "[a]\nregion = t");
        Assert.Equal("t", (await store.LoadAsync(CancellationToken.None)).Get("a")["region"]);
        Write(".aws/credentials", "[b]\nregion = u");
        Assert.Equal(("s", "u"), ((await store.LoadAsync(CancellationToken.None)).Get("a")["region"], (await store.LoadAsync(CancellationToken.None)).Get("b")["region"]));
        Assert.Equal("r", first.Get("a")["region"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[profile a]\nregion = new\n[prof")]
    [InlineData("[profile a]\nregion = new\nrole_a")]
    [InlineData(null)]
    public async Task A_file_that_is_being_written_says_what_it_said_before_for_a_moment(string? half)
    {
        var store = Store();
        Write(".aws/config", "[profile a]\nregion = old\n");
        await store.LoadAsync(CancellationToken.None);

        Write(".aws/config", half);
        Assert.Equal("old", (await store.LoadAsync(CancellationToken.None)).Get("a")["region"]);
        Assert.True(store.IsUnsettled);
        Write(".aws/config", "[profile a]\nregion = new\n[profile b]\n");
        Assert.Equal("new", (await store.LoadAsync(CancellationToken.None)).Get("a")["region"]);
        Assert.False(store.IsUnsettled);

        Write(".aws/config", half);
        await store.LoadAsync(CancellationToken.None);
        _time.Advance(SharedConfigFile.WriteTimeout);
        Assert.NotEqual("old", (await store.LoadAsync(CancellationToken.None)).Find("a")?["region"]);
        Assert.Null((await store.LoadAsync(CancellationToken.None)).Find("b"));
        Assert.False(store.IsUnsettled);
    }

    [Fact]
    public async Task A_mistake_that_is_not_at_the_very_end_counts_at_once()
    {
        var store = Store();
        Write(".aws/config", "[profile a]\nregion = old\n");
        await store.LoadAsync(CancellationToken.None);

        Write(".aws/config", "[profile a]\nregion = new\nrole_a\n");

        Assert.Equal("new", (await store.LoadAsync(CancellationToken.None)).Find("a")!["region"]);
        Assert.Equal(3, Assert.Single((await store.LoadAsync(CancellationToken.None)).Problems).Location!.Line);
    }

    private SharedConfigProfileStore Store(params (string Name, string Value)[] variables) => new(
        new ProcessEnvironment([KeyValuePair.Create("HOME", _home), .. variables.Select(pair => KeyValuePair.Create(pair.Name, pair.Value))]), _time);

    private Task<ProfileSet> LoadAsync(params (string Name, string Value)[] variables) => Store(variables).LoadAsync(CancellationToken.None).AsTask();

    private void Write(string name, string? text)
    {
        if (text is null)
        {
            File.Delete(Path.Combine(_home, name));
        }
        else
        {
            WriteBytes(name, Encoding.UTF8.GetBytes(text));
        }
    }

    private void WriteBytes(string name, byte[] bytes)
    {
        var path = Path.Combine(_home, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
    }
}
