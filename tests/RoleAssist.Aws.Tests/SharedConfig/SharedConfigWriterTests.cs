using System.Text;
using Microsoft.Extensions.Time.Testing;
using RoleAssist.Aws.SharedConfig;
using RoleAssist.Aws.SharedConfig.Editing;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Aws.Tests.SharedConfig;

public sealed class SharedConfigWriterTests : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("roleassist-").FullName;
    private readonly SharedConfigProfileStore _store;

    public SharedConfigWriterTests() =>
        _store = new SharedConfigProfileStore(
            new ProcessEnvironment([KeyValuePair.Create("HOME", _home)]),
            new FakeTimeProvider()
        );

    private string Config => Path.Combine(_home, ".aws", "config");

    private string State => Directory.CreateDirectory(Path.Combine(_home, "state")).FullName;

    public void Dispose() => Directory.Delete(_home, recursive: true);

    public static TheoryData<string, string> Files =>
        new()
        {
            { "", "[profile new]\nregion = eu-west-1\n" },
            { "[default]\n", "\n[profile new]\nregion = eu-west-1\n" },
            { "# no end of line", "\n\n[profile new]\nregion = eu-west-1\n" },
            { "[default]\r\nregion = x\r\n", "\r\n[profile new]\r\nregion = eu-west-1\r\n" },
            { "\uFEFF[default]\nregion=x", "\n\n[profile new]\nregion = eu-west-1\n" },
            { "[profile caf\u00e9\n = broken ]\n\t\n", "\n[profile new]\nregion = eu-west-1\n" },
        };

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Keeps_every_existing_byte(string before, string added)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Config)!);
        byte[] bytes =
        [
            .. Encoding.UTF8.GetBytes(before),
            .. before.Length == 0 ? [] : new byte[] { (byte)'#', 0xFF, (byte)'\n' },
        ];
        bytes = before.EndsWith('\n') || before.Length == 0 ? bytes : Encoding.UTF8.GetBytes(before);
        await File.WriteAllBytesAsync(Config, bytes);

        var place = await AddAsync(new ProfileDraft("new", Settings(("region", "eu-west-1"))));

        var after = await File.ReadAllBytesAsync(Config);
        Assert.Equal(bytes, after[..bytes.Length]);
        Assert.Equal(added, Encoding.UTF8.GetString(after[bytes.Length..]));
        Assert.Equal("[profile new]", (await File.ReadAllLinesAsync(Config))[place.Line - 1]);
        Assert.Equal("eu-west-1", (await _store.LoadAsync(CancellationToken.None)).Get("new")["region"]);
    }

    [Fact]
    public async Task Creates_the_file_for_its_owner_only()
    {
        await AddAsync(new ProfileDraft("default", Settings(("region", "eu-west-1"))));

        Assert.Equal("[default]\nregion = eu-west-1\n", await File.ReadAllTextAsync(Config));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Config));
            Assert.Equal(
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
                File.GetUnixFileMode(Path.GetDirectoryName(Config)!)
            );
        }
    }

    [Fact]
    public async Task Writes_a_new_sso_session_before_the_profile_that_uses_it()
    {
        var place = await AddAsync(
            new ProfileDraft(
                "dev",
                Settings(("sso_session", "corp"), ("sso_account_id", "123456789012"), ("sso_role_name", "dev"))
            )
            {
                NewSsoSession = new SsoSessionDraft(
                    "corp",
                    Settings(("sso_start_url", "https://x"), ("sso_region", "eu-west-1"))
                ),
            }
        );

        Assert.Equal(5, place.Line);
        Assert.Equal(
            "https://x",
            (await _store.LoadAsync(CancellationToken.None)).SsoSessions["corp"]["sso_start_url"]
        );
        Assert.Equal("corp", (await _store.LoadAsync(CancellationToken.None)).Get("dev")["sso_session"]);
    }

    [Fact]
    public async Task Keeps_links_and_permissions()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(Config)!);
        var elsewhere = Path.Combine(_home, "dotfiles");
        await File.WriteAllTextAsync(elsewhere, "[default]\n");
        File.SetUnixFileMode(elsewhere, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        File.CreateSymbolicLink(Config, elsewhere);

        await AddAsync(new ProfileDraft("new", Settings(("region", "eu-west-1"))));

        Assert.Equal(elsewhere, new FileInfo(Config).LinkTarget);
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead,
            File.GetUnixFileMode(elsewhere)
        );
        Assert.Contains("[profile new]", await File.ReadAllTextAsync(elsewhere), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reports_a_file_that_cannot_be_written_and_leaves_it_unchanged()
    {
        Directory.CreateDirectory(Config);
        Assert.Equal(ErrorCode.ConfigurationUnreadable, await RefusedAsync());
        Directory.Delete(Config);

        byte[] utf16 = [0xFF, 0xFE, (byte)'[', 0];
        await File.WriteAllBytesAsync(Config, utf16);
        Assert.Equal(ErrorCode.ConfigurationUnreadable, await RefusedAsync());
        Assert.Equal(utf16, await File.ReadAllBytesAsync(Config));
    }

    private async Task<ErrorCode> RefusedAsync() =>
        (
            await Assert.ThrowsAsync<RoleAssistException>(() =>
                AddAsync(new ProfileDraft("new", Settings(("region", "eu-west-1"))))
            )
        ).Code;

    private Task<Core.Errors.SourceLocation> AddAsync(ProfileDraft draft) =>
        new SharedConfigWriter(
            new AwsFilesEditor(_store.Files, _home, name => Path.Combine(State, name), TimeProvider.System)
        ).AddAsync(draft, CancellationToken.None);

    private static List<KeyValuePair<string, string>> Settings(params (string Name, string Value)[] settings) =>
        [.. settings.Select(setting => KeyValuePair.Create(setting.Name, setting.Value))];
}
