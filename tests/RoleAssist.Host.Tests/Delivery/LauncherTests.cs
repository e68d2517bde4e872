using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Host.Delivery;
using RoleAssist.Host.State;

namespace RoleAssist.Host.Tests.Delivery;

public sealed class LauncherTests : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("roleassist-").FullName;

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [Fact]
    public async Task Starts_the_newest_host_that_still_exists()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the launcher is a shell script elsewhere");
        var (old, odd) = (Host("old", "echo old \"$@\""), Host("it's $(new) \"here\"", "echo new \"$@\""));
        var script = Path.Combine(_home, "launcher");

        Write(script, new LauncherHost("0.2.0", old), new LauncherHost("0.10.0", odd));
        Assert.Equal((0, "new a b  c\n"), await RunAsync(script, "a", "b  c"));

        File.Delete(odd);
        Assert.Equal((0, "old a\n"), await RunAsync(script, "a"));

        File.Delete(old);
        Assert.Equal(127, (await RunAsync(script)).Code);
    }

    [Theory]
    [InlineData("0.2.0", "0.10.0", -1)]
    [InlineData("1.0.0-beta.1", "1.0.0", -1)]
    [InlineData("1.0.0+abc", "1.0.0", 0)]
    [InlineData("1.0.0", "0.9.9-x", 1)]
    public void Compares_versions(string first, string second, int order) =>
        Assert.Equal(order, Math.Sign(new LauncherHost(first, "").CompareTo(new LauncherHost(second, ""))));

    [Fact]
    public void An_older_host_does_not_replace_a_newer_one()
    {
        var newer = new LauncherHost("9.0.0", "/new\nline");

        var hosts = LauncherScript.Add([newer], new LauncherHost("1.0.0", "/old"), _ => true);

        Assert.Equal(["/new\nline", "/old"], hosts.Select(host => host.Path));
        Assert.Equal(hosts, LauncherScript.Read(LauncherScript.Write(hosts)));
    }

    [Fact]
    public void Drops_hosts_that_are_gone_and_keeps_the_order_of_equals()
    {
        LauncherHost[] known = [new("1.0.0", "/a"), new("1.0.0", "/gone")];

        var hosts = LauncherScript.Add(known, new LauncherHost("1.0.0", "/b"), path => path != "/gone");

        Assert.Equal(["/a", "/b"], hosts.Select(host => host.Path));
    }

    [Fact]
    public void Writes_only_what_changes_into_a_private_folder()
    {
        var path = Launcher(_home).Install();
        var first = File.GetLastWriteTimeUtc(path).AddDays(-1);
        File.SetLastWriteTimeUtc(path, first);

        Assert.Equal(path, Launcher(_home).Install());

        Assert.Equal(first, File.GetLastWriteTimeUtc(path));
        Assert.Equal(Path.Combine(_home, ".roleassist", "bin"), Path.GetDirectoryName(path));
        if (!OperatingSystem.IsWindows())
        {
            const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
            Assert.Equal(
                (owner, owner),
                (File.GetUnixFileMode(path), File.GetUnixFileMode(Path.GetDirectoryName(path)!))
            );
        }
    }

    [Fact]
    public void A_home_with_a_blank_gets_another_place_or_an_explanation()
    {
        var blank = Path.Combine(_home, "Ana Example");
        Directory.CreateDirectory(blank);

        Assert.StartsWith(
            Path.Combine(_home, "state", "bin"),
            Launcher(blank, Path.Combine(_home, "state")).Install(),
            StringComparison.Ordinal
        );
        var fault = Assert.Throws<RoleAssistException>(() => Launcher(blank, Path.Combine(blank, "state")).Install());
        Assert.Equal(ErrorCode.ConfigurationInvalid, fault.Code);
    }

    private static Launcher Launcher(string home, string? state = null)
    {
        var environment = new ProcessEnvironment([
            KeyValuePair.Create("HOME", home),
            KeyValuePair.Create("ROLEASSIST_STATE_FOLDER", state ?? Path.Combine(home, "state")),
        ]);
        return new Launcher(
            environment,
            new StateFolder(environment),
            new HostExecutable("/usr/bin/true"),
            NullLogger<Launcher>.Instance
        );
    }

    private static void Write(string script, params LauncherHost[] hosts)
    {
        var added = hosts.Aggregate(
            (IReadOnlyList<LauncherHost>)[],
            (known, host) => LauncherScript.Add(known, host, File.Exists)
        );
        WriteProgram(script, LauncherScript.Write(added));
    }

    private static void WriteProgram(string path, string text)
    {
        File.WriteAllText(path, text);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private static async Task<(int Code, string Output)> RunAsync(string program, params string[] args)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, args) { RedirectStandardOutput = true, RedirectStandardError = true }
        )!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output);
    }

    private string Host(string folder, string text)
    {
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(_home, folder)).FullName, "roleassist");
        WriteProgram(path, $"#!/bin/sh\n{text}\n");
        return path;
    }
}
