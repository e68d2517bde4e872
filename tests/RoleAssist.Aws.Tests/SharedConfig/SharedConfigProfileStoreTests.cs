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
    public async Task Reads_the_files_in_the_home_folder_unless_variables_are_set()
    {
        Write(".aws/config", "[profile home]\nregion = a");
        Write("elsewhere", "[profile away]\nregion = b");

        Assert.Equal("home", Assert.Single((await LoadAsync()).Profiles).Name);
        Assert.Equal("away", Assert.Single((await LoadAsync(("AWS_CONFIG_FILE", "~/elsewhere"))).Profiles).Name);
        Assert.Equal(
            "away",
            Assert.Single((await LoadAsync(("AWS_CONFIG_FILE", Path.Combine(_home, "elsewhere")))).Profiles).Name
        );
    }

    [Fact]
    public async Task What_an_editor_shows_counts_only_for_those_who_ask_for_it()
    {
        Write(".aws/config", "[profile saved]\nregion = a");
        Write(".aws/credentials", "[keys]");
        var store = new SharedConfigProfileStore(new ProcessEnvironment([new("HOME", _home)]), _time)
        {
            Edited = kind => kind == SharedConfigFileKind.Config ? "[profile unsaved]\nregion = b" : null,
        };

        Assert.Equal(["unsaved", "keys"], Names(await store.LoadShownAsync(CancellationToken.None)));
        Assert.Equal(["saved", "keys"], Names(await store.LoadAsync(CancellationToken.None)));
        Assert.Same(
            await store.LoadShownAsync(CancellationToken.None),
            await store.LoadShownAsync(CancellationToken.None)
        );

        store.Edited = _ => null;
        Assert.Same(await store.LoadAsync(CancellationToken.None), await store.LoadShownAsync(CancellationToken.None));

        static IEnumerable<string> Names(ProfileSet profiles) => profiles.Profiles.Select(profile => profile.Name);
    }

    [Fact]
    public async Task The_credentials_file_takes_precedence()
    {
        Write(".aws/config", "[profile a]\naws_access_key_id = old\nregion = r");
        Write(".aws/credentials", "[a]\naws_access_key_id = new");

        var profile = (await LoadAsync()).Get("a");

        Assert.Equal(("new", "r"), (profile["aws_access_key_id"], profile["region"]));
    }

    [Fact]
    public async Task Reports_where_a_profile_begins()
    {
        Write(".aws/config", "[default]\nregion = r\n\n[profile a]\nregion = r");
        Write(".aws/credentials", "[a]\naws_access_key_id = new\n[b]");

        var profiles = await LoadAsync();

        Assert.Equal(
            ("config", 4),
            (Path.GetFileName(profiles.Get("a").Location!.File), profiles.Get("a").Location!.Line)
        );
        Assert.Equal(
            ("credentials", 3),
            (Path.GetFileName(profiles.Get("b").Location!.File), profiles.Get("b").Location!.Line)
        );
    }

    [Fact]
    public async Task Missing_files_give_no_profiles_and_no_problems()
    {
        Assert.Empty((await LoadAsync()).Profiles);
        Assert.Empty((await LoadAsync()).Problems);
    }

    [Fact]
    public async Task Ignores_a_byte_order_mark()
    {
        Write(".aws/config", "\uFEFF[profile a]\r\nregion = r\r\n");

        Assert.Equal("r", (await LoadAsync()).Get("a")["region"]);
        Assert.Equal("ByteOrderMark", Assert.Single((await LoadAsync()).Problems).Name);
    }

    [Fact]
    public async Task Reports_invalid_bytes_and_reads_everything_else()
    {
        WriteBytes(".aws/config", [.. "[profile a]\nregion = r\nname = "u8, 0xE9, .. "\n[profile b]\nregion = s\n"u8]);

        var profiles = await LoadAsync();

        Assert.Equal(
            ("r", "\uFFFD", "s"),
            (profiles.Get("a")["region"], profiles.Get("a")["name"], profiles.Get("b")["region"])
        );
        Assert.Equal((3, 8), (Assert.Single(profiles.Problems).Location!.Line, profiles.Problems[0].Location!.Column));
    }

    [Theory]
    [InlineData("utf-16", true)]
    [InlineData("utf-16", false)]
    [InlineData("utf-16BE", true)]
    [InlineData("utf-16BE", false)]
    public async Task Reports_a_utf_16_file_once(string name, bool hasByteOrderMark)
    {
        var encoding = Encoding.GetEncoding(name);
        WriteBytes(
            ".aws/config",
            [.. hasByteOrderMark ? encoding.GetPreamble() : [], .. encoding.GetBytes("[profile a]\nregion = r\n")]
        );

        Assert.Contains("UTF-16", Assert.Single((await LoadAsync()).Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reports_an_endless_file()
    {
        if (!File.Exists("/dev/zero"))
        {
            return;
        }

        Write(".aws/credentials", "[a]\nregion = r");

        var profiles = await LoadAsync(("AWS_CONFIG_FILE", "/dev/zero"));

        var problem = Assert.Single(profiles.Problems);
        Assert.Equal(ErrorCode.ConfigurationUnreadable, problem.Code);
        Assert.Contains(
            "/dev/zero cannot be read: it is longer than 128 MB.",
            problem.Message,
            StringComparison.Ordinal
        );
        Assert.Equal("r", profiles.Find("a")!["region"]);
    }

    /// <summary>Shells create such a pipe for <c>AWS_CONFIG_FILE=&lt;(command)</c>.</summary>
    [Fact]
    public async Task Reads_a_pipe_only_once()
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
    public async Task Reports_a_pipe_without_a_writer_and_reads_everything_else()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        Write(".aws/credentials", "[a]\nregion = r");

        var profiles = await LoadAsync(("AWS_CONFIG_FILE", NamedPipe.In(_home)));

        Assert.Contains(
            "pipe cannot be read: it is a pipe without a writer.",
            Assert.Single(profiles.Problems).Message,
            StringComparison.Ordinal
        );
        Assert.Equal("r", profiles.Get("a")["region"]);
    }

    [Fact]
    public async Task Reports_an_unreadable_file_and_reads_the_other()
    {
        Directory.CreateDirectory(Path.Combine(_home, ".aws", "config"));
        Write(".aws/credentials", "[a]\nregion = r");

        var profiles = await LoadAsync();

        var problem = Assert.Single(profiles.Problems);
        Assert.Equal((ErrorCode.ConfigurationUnreadable, ProblemSeverity.Error), (problem.Code, problem.Severity));
        Assert.Contains(
            $"{Path.Combine(_home, ".aws", "config")} cannot be read: it is a folder.",
            problem.Message,
            StringComparison.Ordinal
        );
        Assert.Equal("r", profiles.Get("a")["region"]);
        Assert.Contains(
            problem.Message,
            Assert.Throws<RoleAssistException>(() => profiles.Get("nobody")).Hint,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Reports_an_invalid_path() =>
        Assert.Equal(
            ErrorCode.ConfigurationUnreadable,
            Assert.Single((await LoadAsync(("AWS_CONFIG_FILE", "a\0b"))).Problems).Code
        );

    [Fact]
    public async Task Returns_the_same_object_until_a_file_changes()
    {
        var store = Store();
        Write(".aws/config", "[profile a]\nregion = r");
        var first = await store.LoadAsync(CancellationToken.None);
        Assert.Same(first, (await store.LoadAsync(CancellationToken.None)));

        // The same length, and within the same tick of the file system's clock.
        var written = File.GetLastWriteTimeUtc(Path.Combine(_home, ".aws", "config"));
        Write(".aws/config", "[profile a]\nregion = s");
        File.SetLastWriteTimeUtc(Path.Combine(_home, ".aws", "config"), written);
        Assert.Equal("s", (await store.LoadAsync(CancellationToken.None)).Get("a")["region"]);

        Write(".aws/credentials", "[a]\nregion = t");
        Assert.Equal("t", (await store.LoadAsync(CancellationToken.None)).Get("a")["region"]);
        Write(".aws/credentials", "[b]\nregion = u");
        Assert.Equal(
            ("s", "u"),
            (
                (await store.LoadAsync(CancellationToken.None)).Get("a")["region"],
                (await store.LoadAsync(CancellationToken.None)).Get("b")["region"]
            )
        );
        Assert.Equal("r", first.Get("a")["region"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[profile a]\nregion = new\n[prof")]
    [InlineData("[profile a]\nregion = new\nrole_a")]
    [InlineData(null)]
    public async Task Keeps_the_previous_content_of_a_half_written_file_for_a_moment(string? half)
    {
        var store = Store();
        Write(".aws/config", "[profile a]\nregion = old\n");
        await store.LoadAsync(CancellationToken.None);

        Write(".aws/config", half);
        Assert.Equal("old", (await store.LoadAsync(CancellationToken.None)).Get("a")["region"]);
        Assert.True(store.HasHalfWrittenFile);
        Write(".aws/config", "[profile a]\nregion = new\n[profile b]\n");
        Assert.Equal("new", (await store.LoadAsync(CancellationToken.None)).Get("a")["region"]);
        Assert.False(store.HasHalfWrittenFile);

        Write(".aws/config", half);
        await store.LoadAsync(CancellationToken.None);
        _time.Advance(SharedConfigFile.WriteTimeout);
        Assert.NotEqual("old", (await store.LoadAsync(CancellationToken.None)).Find("a")?["region"]);
        Assert.Null((await store.LoadAsync(CancellationToken.None)).Find("b"));
        Assert.False(store.HasHalfWrittenFile);
    }

    [Fact]
    public async Task Reports_an_error_that_is_not_at_the_end_immediately()
    {
        var store = Store();
        Write(".aws/config", "[profile a]\nregion = old\n");
        await store.LoadAsync(CancellationToken.None);

        Write(".aws/config", "[profile a]\nregion = new\nrole_a\n");

        Assert.Equal("new", (await store.LoadAsync(CancellationToken.None)).Find("a")!["region"]);
        Assert.Equal(3, Assert.Single((await store.LoadAsync(CancellationToken.None)).Problems).Location!.Line);
    }

    private SharedConfigProfileStore Store(params (string Name, string Value)[] variables) =>
        new(
            new ProcessEnvironment([
                KeyValuePair.Create("HOME", _home),
                .. variables.Select(pair => KeyValuePair.Create(pair.Name, pair.Value)),
            ]),
            _time
        );

    private Task<ProfileSet> LoadAsync(params (string Name, string Value)[] variables) =>
        Store(variables).LoadAsync(CancellationToken.None).AsTask();

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
