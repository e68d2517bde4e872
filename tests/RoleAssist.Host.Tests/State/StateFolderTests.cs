using RoleAssist.Core.Environment;
using RoleAssist.Host.State;

namespace RoleAssist.Host.Tests.State;

public class StateFolderTests
{
    [Theory]
    [InlineData("ROLEASSIST_STATE_FOLDER", "relative")]
    [InlineData("XDG_STATE_HOME", "relative")]
    [InlineData("HOME", "relative")]
    public void Is_a_full_path_whatever_the_variables_say(string name, string value) =>
        Assert.True(Path.IsPathFullyQualified(FolderOf((name, value))));

    [Fact]
    public void Is_where_a_variable_says_seen_from_here() =>
        Assert.Equal(Path.GetFullPath("relative"), FolderOf(("ROLEASSIST_STATE_FOLDER", "relative")));

    [Fact]
    public void Is_not_where_a_relative_path_leads_that_the_specification_has_ignored()
    {
        if (OperatingSystem.IsLinux())
        {
            Assert.Equal("/home/x/.local/state/roleassist", FolderOf(("XDG_STATE_HOME", "relative"), ("HOME", "/home/x")));
        }
    }

    private static string FolderOf(params (string Name, string Value)[] variables) =>
        new StateFolder(new ProcessEnvironment(variables.Select(variable => KeyValuePair.Create(variable.Name, variable.Value)))).Path;
}
