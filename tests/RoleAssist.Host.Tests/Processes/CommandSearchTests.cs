using RoleAssist.Host.Processes;

namespace RoleAssist.Host.Tests.Processes;

public sealed class CommandSearchTests : IDisposable
{
    private const UnixFileMode Executable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly string _folder = Directory.CreateTempSubdirectory("roleassist-").FullName;

    public static bool IsUnix => !OperatingSystem.IsWindows();

    public CommandSearchTests()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        Directory.CreateDirectory(Path.Combine(_folder, "folder"));
        Directory.CreateDirectory(Path.Combine(_folder, "other", "tool"));
        Write("tool", "#!/bin/sh\n");
        Write("binary", "\0\0");
        Write("without-interpreter", "#! /no/such/interpreter -x\n");
        Write("windows-lines", "#!/bin/sh\r\n");
        File.WriteAllText(Path.Combine(_folder, "not-executable"), "");
        File.CreateSymbolicLink(Path.Combine(_folder, "broken-link"), Path.Combine(_folder, "nowhere"));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory(SkipUnless = nameof(IsUnix), Skip = "WindowsSearch does it there.")]
    [InlineData("tool", "{0}")]
    [InlineData("tool", "/no/such/folder:{0}/other:{0}")]
    [InlineData("binary", "{0}")]
    [InlineData("{0}/tool", "")]
    [InlineData("sh", null)]
    public async Task Finds_the_commands_that_execvp_finds(string command, string? path) =>
        await RequireAsync(command, path);

    [Theory(SkipUnless = nameof(IsUnix), Skip = "WindowsSearch does it there.")]
    [InlineData("tol", "{0}", 127)]
    [InlineData("", "{0}", 127)]
    [InlineData("tool", "", 127)]
    [InlineData("tool", null, 127)]
    [InlineData("broken-link", "{0}", 127)]
    [InlineData("{0}/tool/below-a-file", "{0}", 127)]
    [InlineData("without-interpreter", "{0}", 127)]
    [InlineData("windows-lines", "{0}", 127)]
    [InlineData("folder", "{0}", 126)]
    [InlineData("{0}/folder/", "{0}", 126)]
    [InlineData("not-executable", "{0}", 126)]
    [InlineData("tool", "{0}/other", 126)]
    public async Task Uses_the_exit_code_of_shells_for_commands_that_cannot_be_run(
        string command,
        string? path,
        int exitCode
    )
    {
        var fault = await Assert.ThrowsAsync<CommandNotRunException>(() => RequireAsync(command, path));

        Assert.Equal(exitCode, fault.ExitCode);
        Assert.Contains($"'{string.Format(null, command, _folder)}'", fault.Fault.Message, StringComparison.Ordinal);
    }

    [Theory(SkipUnless = nameof(IsUnix), Skip = "WindowsSearch does it there.")]
    [InlineData("aws s3 ls | wc -l", "sh -c 'aws s3 ls | wc -l'")]
    [InlineData("ll", "bash -ic")]
    public async Task Suggests_a_shell_for_shell_syntax(string command, string hint)
    {
        var fault = await Assert.ThrowsAsync<CommandNotRunException>(() => RequireAsync(command, "{0}"));

        Assert.Contains(hint, fault.Fault.Hint, StringComparison.Ordinal);
    }

    private Task RequireAsync(string command, string? path) =>
        CommandSearch.RequireAsync(
            string.Format(null, command, _folder),
            path is null ? null : string.Format(null, path, _folder),
            CancellationToken.None
        );

    private void Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, Executable);
        }
    }
}
