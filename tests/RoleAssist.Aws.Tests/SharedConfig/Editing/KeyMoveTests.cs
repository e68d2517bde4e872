using RoleAssist.Core.Errors;

namespace RoleAssist.Aws.Tests.SharedConfig.Editing;

public sealed class KeyMoveTests : IDisposable
{
    private const string Keys = $"aws_access_key_id = {AwsHome.KeyId}\naws_secret_access_key = {AwsHome.Secret}\n";

    private const string Added =
        "credential_process = /opt/roleassist credential-process home\nroleassist_key = 3f9c\n";

    private readonly AwsHome _home = new();

    public void Dispose() => _home.Dispose();

    public static TheoryData<string, string, string, string> Files =>
        new()
        {
            // Config and credentials before, config and credentials after.
            { "[profile home]\nregion = x\n", $"[home]\n{Keys}", $"[profile home]\nregion = x\n{Added}", "" },
            { "", $"[home]\n{Keys}\n[work]\n{Keys}", $"[profile home]\n{Added}", $"[work]\n{Keys}" },
            {
                "[profile home]\nregion = x\n",
                $"[home]\n{Keys}region = y\ns3 =\n  a = b\n",
                $"[profile home]\nregion = y\n{Added}s3 =\n    a = b\n",
                ""
            },
            { $"[profile home]\n{Keys}region = x\n", "", $"[profile home]\nregion = x\n{Added}", "" },
            {
                "\u00ef\u00bb\u00bf[profile home]\nx = 1",
                $"# top\n[home]\n# mine\n{Keys}; end\n",
                $"\u00ef\u00bb\u00bf[profile home]\nx = 1\n{Added.TrimEnd('\n')}",
                "# top\n[home]\n# mine\n; end\n"
            },
            {
                "[profile home]\n",
                $"[home]\n{Keys}[work]\nx = \u00ff\n[home]\n{Keys}broken \0 line\n",
                $"[profile home]\n{Added}",
                "[work]\nx = \u00ff\n[home]\nbroken \0 line\n"
            },
        };

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Moves_keys_and_keeps_every_other_byte(
        string config,
        string credentials,
        string configAfter,
        string after
    )
    {
        (_home.Config, _home.Credentials) = (config, credentials);

        var edit = await _home.MoveAsync();

        Assert.Equal((configAfter, after), (_home.Config, _home.Credentials));
        Assert.Empty(_home.Leftovers);

        await edit.UndoAsync(CancellationToken.None);
        Assert.Equal((config, credentials), (_home.Config, _home.Credentials));
        Assert.Empty(_home.Leftovers);
    }

    [Fact]
    public async Task Moves_keys_with_the_line_ends_of_windows()
    {
        (_home.Config, _home.Credentials) = (
            "[profile home]\r\nregion=x\r\n",
            $"[work]\r\n\r\n[home]\r\n{Keys.Replace("\n", "\r\n", StringComparison.Ordinal)}"
        );

        await _home.MoveAsync();

        Assert.Equal(
            "[profile home]\r\nregion=x\r\ncredential_process=/opt/roleassist credential-process home\r\nroleassist_key=3f9c\r\n",
            _home.Config
        );
        Assert.Equal("[work]\r\n\r\n", _home.Credentials);
    }

    [Theory]
    [InlineData("", "[work]\nx = 1\n")]
    [InlineData("", "[home]\naws_access_key_id = AKIAANOTHER\naws_secret_access_key = x\n")]
    [InlineData("", $"[home]\naws_access_key_id = {AwsHome.KeyId}\naws_secret_access_key = older\n[home]\n{Keys}")]
    [InlineData($"[profile home]\naws_access_key_id = AKIAANOTHER\n", $"[home]\n{Keys}")]
    [InlineData("", $"[home]\n{Keys}aws_session_token = t\n")]
    public async Task Refuses_to_remove_a_key_that_was_not_saved(string config, string credentials)
    {
        (_home.Config, _home.Credentials) = (config, credentials);

        var refused = await Assert.ThrowsAsync<RoleAssistException>(() => _home.MoveAsync());

        Assert.Equal((ErrorCode.ConfigurationInvalid, "home"), (refused.Code, refused.Profile));
        Assert.Equal((config, credentials), (_home.Config, _home.Credentials));
        Assert.Empty(_home.Leftovers);
    }

    [Fact]
    public async Task Does_not_undo_over_a_later_change()
    {
        (_home.Config, _home.Credentials) = ("", $"[home]\n{Keys}");
        var edit = await _home.MoveAsync();
        _home.Config += "# mine\n";
        var (config, credentials) = (_home.Config, _home.Credentials);

        var refused = await Assert.ThrowsAsync<RoleAssistException>(() => edit.UndoAsync(CancellationToken.None));

        Assert.Contains("changed by another program", refused.Message, StringComparison.Ordinal);
        Assert.Equal((config, credentials), (_home.Config, _home.Credentials));
    }

    [Fact]
    public void Prints_no_key() => Assert.DoesNotContain("K7MDENG", AwsHome.Move.ToString(), StringComparison.Ordinal);
}
