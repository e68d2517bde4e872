using RoleAssist.Aws.Language;
using RoleAssist.Aws.SharedConfig;

namespace RoleAssist.Aws.Tests.Language;

public class ConfigFormatterTests
{
    [Theory]
    [InlineData("[a]\nx=1", "[a]\nx = 1")]
    [InlineData("[a]\nx   =   1  \n", "[a]\nx = 1\n")]
    [InlineData("[a]  \nx=\n", "[a]\nx =\n")]
    [InlineData("[a]\r\nx=1\r\n[b]\r\n", "[a]\r\nx = 1\r\n\r\n[b]\r\n")]
    [InlineData("[a]\n\n\n\n[b]\n", "[a]\n\n[b]\n")]
    [InlineData("[a]\n# of b\n[b]\n", "[a]\n\n# of b\n[b]\n")]
    [InlineData("[a]\n# alone\n\n\n[b]\n", "[a]\n# alone\n\n[b]\n")]
    [InlineData("\n\n[a]\nx = 1\n\n\n", "[a]\nx = 1\n")]
    [InlineData("[a]\ns3=\n\t\tb=1 \n", "[a]\ns3 =\n  b = 1\n")]
    [InlineData("[a]\ns3=\n  b  =1 # c\n  c==1\n  d=\n", "[a]\ns3 =\n  b = 1 # c\n  c = =1\n  d =\n")]
    [InlineData("[a]\ns3 =\n  b=#c\n  #d=1\n", "[a]\ns3 =\n  b =#c\n  #d=1\n")]
    [InlineData("[a]\nx = 1\n    b=1\n", "[a]\nx = 1\n  b=1\n")]
    [InlineData("[a]\nx=1 # c  \n", "[a]\nx = 1 # c\n")]
    [InlineData("[a]\nx=#c\n", "[a]\nx =#c\n")]
    [InlineData("[a]\nx= # c\n", "[a]\nx = # c\n")]
    [InlineData("[ profile  a ]\n", "[ profile  a ]\n")]
    [InlineData("[a]\n  broken  \nbroken  \n", "[a]\n  broken  \nbroken  \n")]
    [InlineData("[a]\n#  comment  \n", "[a]\n#  comment  \n")]
    [InlineData("\uFEFF[a]\nx=1\n", "\uFEFF[a]\nx = 1\n")]
    [InlineData("", "")]
    public void Formats(string text, string expected)
    {
        var document = ConfigDocument.Parse(text, SharedConfigFileKind.Credentials);

        Assert.Equal(expected, ConfigFormatter.Apply(text, ConfigFormatter.Format(document)));
    }
}
