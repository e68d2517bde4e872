using RoleAssist.Aws.SharedConfig;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Aws.Tests.SharedConfig;

public sealed class SharedConfigProfileStoreTests : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("roleassist-").FullName;

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [Fact]
    public void The_files_are_in_the_home_folder_unless_variables_say_otherwise()
    {
        Write(".aws/config", "[profile home]\nregion = a");
        Write("elsewhere", "[profile away]\nregion = b");

        Assert.Equal("home", Assert.Single(Load().Profiles).Name);
        Assert.Equal("away", Assert.Single(Load(("AWS_CONFIG_FILE", "~/elsewhere")).Profiles).Name);
        Assert.Equal("away", Assert.Single(Load(("AWS_CONFIG_FILE", Path.Combine(_home, "elsewhere"))).Profiles).Name);
    }

    [Fact]
    public void The_credentials_file_wins_over_the_config_file()
    {
        Write(".aws/config", "[profile a]\naws_access_key_id = old\nregion = r");
        Write(".aws/credentials", "[a]\naws_access_key_id = new");

        var profile = Load().Get("a");

        Assert.Equal(("new", "r"), (profile["aws_access_key_id"], profile["region"]));
    }

    [Fact]
    public void Missing_files_are_no_profiles() => Assert.Empty(Load().Profiles);

    [Fact]
    public void A_byte_order_mark_is_no_part_of_the_first_line()
    {
        Write(".aws/config", "\uFEFF[profile a]\r\nregion = r\r\n");

        Assert.Equal("r", Load().Get("a")["region"]);
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_named()
    {
        Directory.CreateDirectory(Path.Combine(_home, ".aws", "config"));

        var failure = Assert.Throws<RoleAssistException>(() => Load());

        Assert.Equal(ErrorCode.ConfigurationUnreadable, failure.Code);
        Assert.Contains(Path.Combine(".aws", "config"), failure.Message, StringComparison.Ordinal);
    }

    private ProfileSet Load(params (string Name, string Value)[] variables) => new SharedConfigProfileStore(
        new ProcessEnvironment([KeyValuePair.Create("HOME", _home), .. variables.Select(pair => KeyValuePair.Create(pair.Name, pair.Value))])).Load();

    private void Write(string name, string text)
    {
        var path = Path.Combine(_home, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text, new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
    }
}
