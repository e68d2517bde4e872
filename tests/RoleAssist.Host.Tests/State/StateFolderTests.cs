using RoleAssist.Core.Environment;
using RoleAssist.Host.State;

namespace RoleAssist.Host.Tests.State;

public class StateFolderTests
{
    [Theory]
    [InlineData("ROLEASSIST_STATE_FOLDER", "relative")]
    [InlineData("XDG_STATE_HOME", "relative")]
    [InlineData("HOME", "relative")]
    public void Is_always_a_full_path(string name, string value) =>
        Assert.True(Path.IsPathFullyQualified(FolderOf((name, value))));

    [Fact]
    public void Resolves_a_relative_variable_against_the_current_folder() =>
        Assert.Equal(Path.GetFullPath("relative"), FolderOf(("ROLEASSIST_STATE_FOLDER", "relative")));

    [Fact]
    public void Ignores_a_relative_XDG_STATE_HOME_as_the_specification_requires()
    {
        if (OperatingSystem.IsLinux())
        {
            Assert.Equal(
                "/home/x/.local/state/roleassist",
                FolderOf(("XDG_STATE_HOME", "relative"), ("HOME", "/home/x"))
            );
        }
    }

    private static string FolderOf(params (string Name, string Value)[] variables) =>
        new StateFolder(
            new ProcessEnvironment(variables.Select(variable => KeyValuePair.Create(variable.Name, variable.Value)))
        ).Path;
}
