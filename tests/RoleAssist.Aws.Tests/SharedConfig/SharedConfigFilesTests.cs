using RoleAssist.Aws.SharedConfig;
using RoleAssist.Core.Environment;

namespace RoleAssist.Aws.Tests.SharedConfig;

public class SharedConfigFilesTests
{
    [Theory]
    [InlineData(Platform.Unix, "HOME=/home/user", "/home/user/.aws/config")]
    [InlineData(Platform.Unix, "HOME=/home/user/", "/home/user/.aws/config")]
    [InlineData(Platform.Unix, "HOME=/", "/.aws/config")]
    [InlineData(Platform.Unix, "HOME=/home/user USERPROFILE=x HOMEDRIVE=x HOMEPATH=x", "/home/user/.aws/config")]
    [InlineData(Platform.Unix, "HOME=/home/user AWS_CONFIG_FILE=/etc/aws", "/etc/aws")]
    [InlineData(Platform.Unix, "HOME=/home/user AWS_CONFIG_FILE=aws/config", "aws/config")]
    [InlineData(Platform.Unix, "HOME=/home/user AWS_CONFIG_FILE=~/x/y", "/home/user/x/y")]
    [InlineData(Platform.Unix, "HOME=/home/user AWS_CONFIG_FILE=~", "/home/user")]
    [InlineData(Platform.Unix, "HOME=/home/user AWS_CONFIG_FILE=~other/x", "~other/x")]
    [InlineData(Platform.Unix, "HOME=/home/user AWS_CONFIG_FILE=/x/~/y", "/x/~/y")]
    [InlineData(Platform.Unix, "HOME=/home/user AWS_CONFIG_FILE=~\\x", "~\\x")]
    [InlineData(Platform.Unix, "HOME=/home/user AWS_CONFIG_FILE=", "/home/user/.aws/config")]
    [InlineData(Platform.Windows, "HOME=C:\\home USERPROFILE=C:\\user", "C:\\home\\.aws\\config")]
    [InlineData(Platform.Windows, "USERPROFILE=C:\\user HOMEDRIVE=D: HOMEPATH=\\path", "C:\\user\\.aws\\config")]
    [InlineData(Platform.Windows, "HOMEDRIVE=D: HOMEPATH=\\path", "D:\\path\\.aws\\config")]
    [InlineData(Platform.Windows, "USERPROFILE=C:\\user AWS_CONFIG_FILE=~/x/y", "C:\\user\\x\\y")]
    [InlineData(Platform.Windows, "USERPROFILE=C:\\user AWS_CONFIG_FILE=~\\x\\y", "C:\\user\\x\\y")]
    [InlineData(Platform.Windows, "USERPROFILE=C:\\user AWS_CONFIG_FILE=D:\\x~\\y", "D:\\x~\\y")]
    public void Finds_the_config_file_where_aws_does(Platform platform, string variables, string expected) =>
        Assert.Equal(expected, SharedConfigFiles.Locate(Environment(variables), platform).Config);

    [Fact]
    public void The_credentials_file_has_its_own_variable()
    {
        var files = SharedConfigFiles.Locate(
            Environment("HOME=/home/user AWS_SHARED_CREDENTIALS_FILE=~/keys"),
            Platform.Unix
        );

        Assert.Equal(new SharedConfigFiles("/home/user/.aws/config", "/home/user/keys"), files);
    }

    [Fact]
    public void Without_variables_uses_the_home_folder_of_the_system()
    {
        var home = System.Environment.GetFolderPath(System.Environment.SpecialFolder.UserProfile);

        Assert.Equal(Path.Combine(home, ".aws", "config"), SharedConfigFiles.Locate(Environment("")).Config);
    }

    private static ProcessEnvironment Environment(string variables) =>
        new(
            variables
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(variable => variable.Split('=', 2))
                .Select(pair => KeyValuePair.Create(pair[0], pair[1]))
        );
}
