using System.Text;
using RoleAssist.Aws.Language;
using RoleAssist.Aws.Language.Rules;
using RoleAssist.Aws.SharedConfig;

namespace RoleAssist.Aws.Tests.Language.Rules;

/// <summary>Tests what is said of the disk, with real files.</summary>
public sealed class DiskRulesTests : IDisposable
{
    private const string Keys = "[a]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = x\n";
    private const UnixFileMode Own = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Program = Own | UnixFileMode.UserExecute;

    private readonly string _folder = Directory.CreateTempSubdirectory("roleassist-").FullName;

    /// <summary>The rules that need a disk.</summary>
    internal static IReadOnlyList<string> Codes { get; } = ["FilePermissions", "ProcessNotFound", "TokenFileMissing"];

    private string Config => Path.Combine(_folder, "config");

    private string Credentials => Path.Combine(_folder, "credentials");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(Own, false)]
    [InlineData(Own | UnixFileMode.GroupRead, true)]
    [InlineData(Own | UnixFileMode.OtherRead, true)]
    [InlineData(Own | UnixFileMode.GroupWrite, true)]
    [InlineData(Own | UnixFileMode.OtherWrite, true)]
    public async Task Reports_a_file_with_secrets_that_others_can_open(UnixFileMode mode, bool isReported)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        Write(Credentials, Keys, mode);

        var found = await CheckAsync("", Keys);

        Assert.Equal(isReported ? ["FilePermissions"] : [], found.Select(finding => finding.Code));
        Assert.All(
            found,
            finding =>
            {
                Assert.Equal((0, "[a]".Length), (finding.Span.Start, finding.Span.Length));
                Assert.Equal(FixAction.RestrictFile, Assert.Single(finding.Fixes).Action);
                Assert.Contains($"chmod 600 {Credentials}", finding.Message, StringComparison.Ordinal);
            }
        );
    }

    [Fact]
    public async Task Says_nothing_of_a_file_without_secrets_that_others_can_read()
    {
        Write(Config, "[profile a]\nregion = eu-west-1\naws_secret_access_key =\n", Own | UnixFileMode.OtherRead);

        Assert.Empty(await CheckAsync("[profile a]\nregion = eu-west-1\naws_secret_access_key =\n", ""));
    }

    [Fact]
    public async Task Says_it_of_a_config_file_too_if_it_holds_secrets()
    {
        const string Text = "[profile a]\nmy_password = x\n";
        Write(Config, Text, Own | UnixFileMode.OtherRead);

        Assert.Equal(
            OperatingSystem.IsWindows() ? [] : ["FilePermissions"],
            (await CheckAsync(Text, "")).Select(finding => finding.Code)
        );
    }

    [Theory]
    [InlineData("known --option", null)]
    [InlineData("{folder}/known", null)]
    [InlineData("\"{folder}/known\" x", null)]
    [InlineData("~/known", null)]
    [InlineData("unknown --option", "The program unknown is in none of the folders of PATH.")]
    [InlineData("{folder}/unknown", "There is no program")]
    [InlineData("./known", "The path is relative")]
    [InlineData("{folder}/open", "Other users of this machine can replace")]
    [InlineData(@"\\server\share\x", null)]
    public async Task Looks_for_the_program_of_credential_process(string command, string? objection)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        Write(Path.Combine(_folder, "known"), "", Program);
        Write(Path.Combine(_folder, "open"), "", Program | UnixFileMode.OtherWrite);
        var line = $"credential_process = {command.Replace("{folder}", _folder, StringComparison.Ordinal)}";

        var found = await CheckAsync($"[profile a]\n{line}\n", "");

        if (objection is null)
        {
            Assert.DoesNotContain(found, finding => finding.Code == "ProcessNotFound" && !command.StartsWith('\\'));
        }
        else
        {
            var finding = Assert.Single(found);
            Assert.Equal(("ProcessNotFound", "a"), (finding.Code, finding.Subject));
            Assert.Contains(objection, finding.Message, StringComparison.Ordinal);
            Assert.Equal("[profile a]\ncredential_process = ".Length, finding.Span.Start);
        }
    }

    [Theory]
    [InlineData("{folder}/token", null)]
    [InlineData("~/token", null)]
    [InlineData("{folder}/none", "There is no file")]
    [InlineData("token", "The path is relative")]
    public async Task Looks_for_token_files(string file, string? objection)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "token"), "x");
        var line = $"web_identity_token_file = {file.Replace("{folder}", _folder, StringComparison.Ordinal)}";

        var found = await CheckAsync($"[profile a]\n{line}\n", "");

        Assert.Equal(objection is null ? [] : ["TokenFileMissing"], found.Select(finding => finding.Code));
        Assert.All(found, finding => Assert.Contains(objection!, finding.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_comment_switches_a_rule_off_here_too() =>
        Assert.Empty(
            await CheckAsync(
                "[profile a]\n# roleassist: ignore TokenFileMissing\nweb_identity_token_file = /none\n",
                ""
            )
        );

    [Theory]
    [InlineData("[a]\n# \u00e4\n", "utf-8", null)]
    [InlineData("\uFEFF[a]\n", "utf-8", "ByteOrderMark")]
    [InlineData("[a]\n# \u00e4\n", "iso-8859-1", "ConfigurationInvalid")]
    [InlineData("\uFEFF[a]\n", "utf-16", "ConfigurationInvalid")]
    public async Task Says_of_the_bytes_what_an_editor_does_not_show(string saved, string encoding, string? code)
    {
        await File.WriteAllBytesAsync(Credentials, Encoding.GetEncoding(encoding).GetBytes(saved));

        var found = await CheckAsync("", "[a]\n", areEdited: true);

        Assert.Equal(code is null ? [] : [code], found.Select(finding => finding.Code));
        Assert.Empty(await CheckAsync("", "[a]\n", areEdited: false));
    }

    private static void Write(string file, string text, UnixFileMode mode)
    {
        File.WriteAllText(file, text);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, mode);
        }
    }

    private Task<IReadOnlyList<ConfigFinding>> CheckAsync(string config, string credentials, bool areEdited = false) =>
        new DiskRules(new SharedConfigFiles(Config, Credentials), _folder, _folder).CheckAsync(
            new ConfigFileSet(
                ConfigDocument.Parse(config, SharedConfigFileKind.Config),
                ConfigDocument.Parse(credentials, SharedConfigFileKind.Credentials)
            ),
            areEdited,
            CancellationToken.None
        );
}
