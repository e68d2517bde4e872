using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Host.Processes;

namespace RoleAssist.Host.Tests.Processes;

/// <summary>Scripts in place of browsers.</summary>
public sealed class BrowserTests : IDisposable
{
    private static readonly Uri Page = new("https://signin.example/?a=b&c=%27x%27%20$(touch%20y)");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    public static bool IsUnix => !OperatingSystem.IsWindows();

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact(SkipUnless = nameof(IsUnix), Skip = "Needs sh.")]
    public async Task Passes_the_address_on_as_one_argument()
    {
        var seen = Path.Combine(_folder.FullName, "seen");
        var script = Write("browser", $"printf '%s|%s' \"$#\" \"$1\" > '{seen}'");

        await Create(("BROWSER", script)).OpenAsync(Page, browser: null, CancellationToken.None);

        Assert.Equal($"1|{Page.AbsoluteUri}", await File.ReadAllTextAsync(seen));
    }

    [Fact(SkipUnless = nameof(IsUnix), Skip = "Needs sh.")]
    public async Task Tries_the_next_program_when_one_fails()
    {
        var seen = Path.Combine(_folder.FullName, "seen");
        var (bad, good) = (Write("bad", "exit 3"), Write("good", $"touch '{seen}'"));

        await Create(("BROWSER", $"{bad}:{good}")).OpenAsync(Page, browser: null, CancellationToken.None);

        Assert.True(File.Exists(seen));
    }

    [Fact(SkipUnless = nameof(IsUnix), Skip = "Needs sh.")]
    public async Task A_browser_that_fails_is_an_error_with_its_code()
    {
        var fault = await Assert.ThrowsAsync<RoleAssistException>(() =>
            Create().OpenAsync(Page, Write("bad", "exit 3"), CancellationToken.None)
        );

        Assert.Equal(ErrorCode.ConfigurationInvalid, fault.Code);
        Assert.Contains("ended with code 3", fault.Message, StringComparison.Ordinal);
    }

    [Fact(SkipUnless = nameof(IsUnix), Skip = "Needs sh.")]
    public async Task A_browser_that_goes_on_running_is_left_alone()
    {
        var (pipe, page) = (
            Path.Combine(_folder.FullName, "pipe"),
            Write("slow", "read line < pipe; echo \"$line\" > seen")
        );
        var script = Write("browser", $"cd '{_folder.FullName}' && mkfifo pipe && exec '{page}'");

        await Create().OpenAsync(Page, script, CancellationToken.None);
        await File.WriteAllTextAsync(pipe, "still here\n");

        var seen = Path.Combine(_folder.FullName, "seen");
        while (!File.Exists(seen) || await File.ReadAllTextAsync(seen) == "")
        {
            await Task.Yield();
        }

        Assert.Equal("still here\n", await File.ReadAllTextAsync(seen));
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("ms-settings:about")]
    [InlineData("javascript:alert(1)")]
    [InlineData("http://signin.example/")]
    public async Task Opens_only_addresses_of_the_web(string address) =>
        Assert.Equal(
            ErrorCode.InvalidArgument,
            (
                await Assert.ThrowsAsync<RoleAssistException>(() =>
                    Create().OpenAsync(new Uri(address), browser: null, CancellationToken.None)
                )
            ).Code
        );

    private static Browser Create(params (string Name, string Value)[] variables) =>
        new(
            new ProcessEnvironment(variables.Select(variable => KeyValuePair.Create(variable.Name, variable.Value))),
            TimeProvider.System
        );

    private string Write(string name, string script)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        return path;
    }
}
