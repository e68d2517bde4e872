using RoleAssist.Aws.SharedConfig;
using RoleAssist.Aws.SharedConfig.Editing;
using RoleAssist.Core.Errors;
using RoleAssist.Interop.Files;

namespace RoleAssist.Aws.Tests.SharedConfig.Editing;

public sealed class AwsFilesEditorTests : IDisposable
{
    private const string Keys = $"aws_access_key_id = {AwsHome.KeyId}\naws_secret_access_key = {AwsHome.Secret}\n";

    private readonly AwsHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task Applies_edits_again_to_what_another_program_wrote()
    {
        (_home.Config, _home.Credentials) = ("[profile home]\n", $"[home]\n{Keys}");
        var writes = 0;

        await _home.MoveAsync(step =>
        {
            // Once before the config file is replaced, once before the credentials file is.
            if (step == WriteStep.Exchange && ++writes is 1 or 3)
            {
                _home.Config += "# theirs\n";
                _home.Credentials =
                    $"[theirs]\n{Keys.Replace("EXAMPLE", "OTHER", StringComparison.Ordinal)}{_home.Credentials}";
            }
        });

        Assert.Equal(3, _home.Config.Split("# theirs").Length);
        Assert.Contains("roleassist_key = 3f9c", _home.Config, StringComparison.Ordinal);
        Assert.Equal(3, _home.Credentials.Split("[theirs]").Length);
        Assert.DoesNotContain(AwsHome.Secret, _home.Credentials, StringComparison.Ordinal);
        Assert.Empty(_home.Leftovers);
    }

    [Fact]
    public async Task Gives_up_with_words_when_a_file_changes_all_the_time()
    {
        (_home.Config, _home.Credentials) = ("[profile home]\n", $"[home]\n{Keys}");

        var refused = await Assert.ThrowsAsync<RoleAssistException>(() =>
            _home.MoveAsync(step => _home.Config += step == WriteStep.CreateTemporary ? "# theirs\n" : "")
        );

        Assert.Equal(ErrorCode.ConfigurationUnreadable, refused.Code);
        Assert.Contains("was changed by another program", refused.Message, StringComparison.Ordinal);
        Assert.Equal($"[home]\n{Keys}", _home.Credentials);
        Assert.DoesNotContain("roleassist_key", _home.Config, StringComparison.Ordinal);
        Assert.Empty(_home.Leftovers);
    }

    [Fact]
    public async Task Puts_the_config_file_back_when_the_key_is_not_there_any_more()
    {
        (_home.Config, _home.Credentials) = ("[profile home]\n", $"[home]\n{Keys}");
        var writes = 0;

        await Assert.ThrowsAsync<RoleAssistException>(() =>
            _home.MoveAsync(step =>
            {
                if (step == WriteStep.Exchange && ++writes == 2)
                {
                    _home.Credentials = "[home]\naws_access_key_id = AKIANEW\naws_secret_access_key = new\n";
                }
            })
        );

        Assert.Equal("[profile home]\n", _home.Config);
        Assert.Contains("AKIANEW", _home.Credentials, StringComparison.Ordinal);
        Assert.Empty(_home.Leftovers);
    }

    [Theory]
    [InlineData("not yours")]
    [InlineData("elsewhere")]
    [InlineData("UTF-16")]
    public async Task Refuses_files_in_which_keys_must_not_be_moved(string what)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Environment.UserName != "root", "skipped: only root can chown");
        (_home.Config, _home.Credentials) = ("[profile home]\n", $"[home]\n{Keys}");
        var outside = Directory.CreateTempSubdirectory("roleassist-").FullName;
        switch (what)
        {
            case "not yours":
                _home.Run("chown", "12002", _home.Files.Credentials);
                break;
            case "elsewhere":
                _home.Run("mv", _home.Files.Credentials, outside);
                File.CreateSymbolicLink(_home.Files.Credentials, Path.Combine(outside, "credentials"));
                break;
            default:
                _home.Config = "\u00ff\u00fe[\0";
                break;
        }

        var refused = await Assert.ThrowsAsync<RoleAssistException>(() => _home.MoveAsync());

        Directory.Delete(outside, recursive: true);
        Assert.Equal(ErrorCode.ConfigurationUnreadable, refused.Code);
        Assert.DoesNotContain(_home.Leftovers, file => file.StartsWith(_home.State, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Processes_edit_one_after_the_other()
    {
        _home.Config = "";
        await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(i =>
                    _home
                        .Editor()
                        .ApplyAsync(
                            new AwsFilesChange([new SetSetting(SectionId.Profile($"p{i}"), "region", "x")], []),
                            CancellationToken.None
                        )
                )
        );

        Assert.Equal(8, _home.Config.Split("[profile p").Length - 1);
        Assert.Empty(_home.Leftovers);
    }

    [Fact]
    public async Task Changes_nothing_when_nothing_is_to_be_changed()
    {
        _home.Config = "[profile a]\nx = 1\n";
        var applied = await _home
            .Editor()
            .ApplyAsync(
                new AwsFilesChange([new SetSetting(SectionId.Profile("a"), "x", "1")], []),
                CancellationToken.None
            );

        Assert.Empty(applied.ChangedFiles);
        Assert.Equal(1, applied.LocationOf(SectionId.Profile("a"), SharedConfigFileKind.Config)?.Line);
    }

    [Fact]
    public async Task Refuses_to_add_to_both_files_at_once() =>
        Assert.Equal(
            ErrorCode.InvalidArgument,
            (
                await Assert.ThrowsAsync<RoleAssistException>(() =>
                    _home
                        .Editor()
                        .ApplyAsync(
                            new AwsFilesChange(
                                [new SetSetting(SectionId.Profile("a"), "x", "1")],
                                [new SetSetting(SectionId.Profile("a"), "x", "1")]
                            ),
                            CancellationToken.None
                        )
                )
            ).Code
        );

    [Fact]
    public async Task Moves_keys_back_in_the_other_order()
    {
        _home.Config = "[profile home]\nregion = x\nroleassist_key = 3f9c\n";
        var (home, order) = (SectionId.Profile("home"), new List<string>());

        await _home
            .Editor(step => order.AddRange(step == WriteStep.Rename ? [_home.Config] : []))
            .ApplyAsync(
                new AwsFilesChange(
                    [new RemoveSetting(home, "roleassist_key")],
                    [new AddSection(home, [KeyValuePair.Create("aws_access_key_id", AwsHome.KeyId)])]
                ),
                CancellationToken.None
            );

        Assert.Contains("roleassist_key", Assert.Single(order), StringComparison.Ordinal);
        Assert.Equal($"[home]\naws_access_key_id = {AwsHome.KeyId}\n", _home.Credentials);
        Assert.Equal("[profile home]\nregion = x\n", _home.Config);
    }
}
