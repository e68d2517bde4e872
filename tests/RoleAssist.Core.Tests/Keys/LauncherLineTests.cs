using RoleAssist.Core.Keys;

namespace RoleAssist.Core.Tests.Keys;

public class LauncherLineTests
{
    [Theory]
    [InlineData("home", "/x/roleassist credential-process home")]
    [InlineData("a b;$(c)", "/x/roleassist credential-process --name-in-hex 6120623b24286329")]
    [InlineData("-x", "/x/roleassist credential-process --name-in-hex 2d78")]
    public void Never_needs_a_quote(string profile, string line)
    {
        Assert.Equal(line, LauncherLine.Create("/x/roleassist", profile));
        Assert.True(LauncherLine.IsOwn(line));
    }

    [Theory]
    [InlineData(@"C:\Users\ana\.roleassist\bin\roleassist.cmd credential-process home", true)]
    [InlineData("roleassist credential-process home", true)]
    [InlineData("/usr/bin/granted credential-process --profile=home", false)]
    [InlineData("/usr/bin/roleassist env home", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Recognizes_its_own_line_only(string? line, bool isOwn) => Assert.Equal(isOwn, LauncherLine.IsOwn(line));

    [Theory]
    [InlineData("home")]
    [InlineData("a b;$(c)")]
    [InlineData("-x")]
    public void Finds_the_profile_in_its_own_line(string profile)
    {
        const string Program = "/x/roleassist credential-process ";
        var line = LauncherLine.Create("/x/roleassist", profile);

        Assert.Equal((profile, Program.Length..line.Length), LauncherLine.ProfileIn(line));
    }

    [Theory]
    [InlineData("roleassist credential-process")]
    [InlineData("roleassist credential-process --name-in-hex")]
    [InlineData("roleassist credential-process --name-in-hex 6x")]
    [InlineData("roleassist credential-process --duration 1h home")]
    [InlineData("aws credential-process home")]
    [InlineData("")]
    public void Finds_none_in_another_line(string line) => Assert.Null(LauncherLine.ProfileIn(line));
}
