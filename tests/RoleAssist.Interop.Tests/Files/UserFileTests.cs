using System.Diagnostics;
using System.Text;
using RoleAssist.Interop.Files;
using RoleAssist.Interop.Unix;

namespace RoleAssist.Interop.Tests.Files;

public sealed class UserFileTests : IDisposable
{
    private const UnixFileMode Shared =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private readonly string _folder = Directory.CreateTempSubdirectory("roleassist-").FullName;
    private readonly List<WriteStep> _steps = [];

    public UserFileTests() => File.WriteAllText(Config, "old");

    private string Config => Path.Combine(_folder, "config");

    private string[] Names => [.. Directory.GetFiles(_folder).Select(file => Path.GetFileName(file)).Order()];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Replaces_a_file_and_keeps_its_mode()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "skipped: modes are of Unix");
        Run("chmod", "644", Config);

        await WriteAsync(UserFile.Read(Config, 100), "new");

        Assert.Equal(("new", Shared), (TextOf(Config), ModeOf(Config)));
        Assert.Equal(["config"], Names);
        Assert.DoesNotContain(WriteStep.WriteInPlace, _steps);
    }

    [Fact]
    public async Task Keeps_owner_group_and_attributes()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && UnixUser.Id == 0, "skipped: only root can give a file away");
        Run("chown", "12002:12003", Config);
        Run("python3", "-c", "import os,sys; os.setxattr(sys.argv[1], 'user.note', b'mine')", Config);

        // user 1001 may read: an access control list as setfacl(1) writes it.
        const string List =
            "import os,struct,sys; e=lambda t,p,i=0xffffffff: struct.pack('<HHI',t,p,i);"
            + "os.setxattr(sys.argv[1],'system.posix_acl_access',struct.pack('<I',2)+e(1,6)+e(2,4,1001)+e(4,4)+e(16,4)+e(32,0))";
        Run("python3", "-c", List, Config);
        var before = UserFile.Read(Config, 100);

        await WriteAsync(before, "new");

        var after = UserFile.Read(Config, 100);
        Assert.Equal((12002u, 12003u), (after.Status!.Value.UserId, after.Status!.Value.GroupId));
        Assert.Equal(before.Status!.Value.Permissions, after.Status!.Value.Permissions);
        Assert.NotEqual(before.Status!.Value.Inode, after.Status!.Value.Inode);
        Assert.Equal(
            "['system.posix_acl_access', 'user.note'] b'mine'",
            Run(
                "python3",
                "-c",
                "import os,sys; f=sys.argv[1]; print(sorted(os.listxattr(f)), os.getxattr(f,'user.note'))",
                Config
            )
        );
    }

    [Fact]
    public async Task Follows_links_and_keeps_them()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "skipped: links need a right on Windows");
        Directory.CreateDirectory(Path.Combine(_folder, "a", "b"));
        File.CreateSymbolicLink(Path.Combine(_folder, "a", "b", "two"), "../../config");
        File.CreateSymbolicLink(Path.Combine(_folder, "one"), "a/b/two");
        var file = UserFile.Read(Path.Combine(_folder, "one"), 100);

        await WriteAsync(file, "new");

        Assert.Equal(("new", "a/b/two"), (TextOf(Config), new FileInfo(Path.Combine(_folder, "one")).LinkTarget));
        Assert.Equal("../../config", new FileInfo(Path.Combine(_folder, "a", "b", "two")).LinkTarget);
    }

    [Fact]
    public async Task Creates_the_target_of_a_dangling_link()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "skipped: links need a right on Windows");
        File.CreateSymbolicLink(Path.Combine(_folder, "link"), "new/file");

        await WriteAsync(UserFile.Read(Path.Combine(_folder, "link"), 100), "new");

        Assert.Equal("new", TextOf(Path.Combine(_folder, "new", "file")));
        Assert.Equal("new/file", new FileInfo(Path.Combine(_folder, "link")).LinkTarget);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, ModeOf(Path.Combine(_folder, "new", "file")));
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
            ModeOf(Path.Combine(_folder, "new"))
        );
    }

    [Fact]
    public async Task Writes_a_file_with_two_names_in_place()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "skipped: no ln");
        Run("ln", Config, Path.Combine(_folder, "other"));

        await WriteAsync(UserFile.Read(Config, 100), "longer than before");
        Assert.Equal("longer than before", TextOf(Path.Combine(_folder, "other")));
        await WriteAsync(UserFile.Read(Config, 100), "new");

        Assert.Equal("new", TextOf(Path.Combine(_folder, "other")));
        Assert.Equal(["config", "other"], Names);
    }

    [Theory]
    [InlineData(WriteStep.CreateTemporary)]
    [InlineData(WriteStep.Exchange)]
    [InlineData(WriteStep.WriteCopy)]
    public async Task Never_overwrites_what_another_program_wrote_meanwhile(WriteStep when)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "skipped: the swap is of Linux");
        if (when == WriteStep.WriteCopy)
        {
            Run("ln", Config, Path.Combine(_folder, "other"));
        }

        var file = UserFile.Read(Config, 100);
        await Assert.ThrowsAsync<FileChangedException>(() =>
            WriteAsync(
                file,
                "new",
                step =>
                {
                    if (step == when)
                    {
                        File.WriteAllText(Config, "theirs");
                    }
                }
            )
        );

        Assert.Equal("theirs", TextOf(Config));
        Assert.DoesNotContain(Names, name => name is not ("config" or "other"));
    }

    /// <summary>Its next write would go to a file that nobody finds any more.</summary>
    [Fact]
    public async Task Does_not_replace_a_file_that_a_program_has_open_for_writing()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "skipped: only Linux tells");
        await File.WriteAllTextAsync(Config, "");
        var file = UserFile.Read(Config, 100);
        await using var theirs = new FileStream(Config, FileMode.Truncate, FileAccess.Write, FileShare.ReadWrite);

        await Assert.ThrowsAsync<FileChangedException>(() => WriteAsync(file, "new"));
        await theirs.WriteAsync("theirs"u8.ToArray());
        await theirs.FlushAsync();

        Assert.Equal("theirs", TextOf(Config));
        Assert.Equal(["config"], Names);
    }

    [Fact]
    public async Task Never_overwrites_a_file_that_was_created_meanwhile()
    {
        File.Delete(Config);
        var file = UserFile.Read(Config, 100);
        await Assert.ThrowsAsync<FileChangedException>(() =>
            WriteAsync(
                file,
                "new",
                step =>
                {
                    if (step == WriteStep.Rename)
                    {
                        File.WriteAllText(Config, "theirs");
                    }
                }
            )
        );

        Assert.Equal("theirs", TextOf(Config));
        Assert.Equal(["config"], Names);
    }

    [Fact]
    public void Refuses_what_is_not_a_file()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "skipped: no device files");
        Assert.Throws<IOException>(() => UserFile.Read("/dev/null", 100));
        Assert.Throws<IOException>(() => UserFile.Read(_folder, 100));
        Assert.Throws<IOException>(() => UserFile.Read(Config, 2));
        File.CreateSymbolicLink(Path.Combine(_folder, "circle"), "circle");
        Assert.Throws<IOException>(() => UserFile.Read(Path.Combine(_folder, "circle"), 100));
    }

    [Fact]
    public void Objects_to_files_of_others_and_links_out_of_the_home()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "skipped: links need a right on Windows");
        var home = Directory.CreateDirectory(Path.Combine(_folder, "home")).FullName;
        File.CreateSymbolicLink(Path.Combine(home, "out"), Config);
        File.CreateSymbolicLink(Path.Combine(home, "folder"), _folder);
        File.WriteAllText(Path.Combine(home, "own"), "");
        File.CreateSymbolicLink(Path.Combine(home, "in"), "own");

        Assert.Contains(
            "outside",
            UserFile.Read(Path.Combine(home, "out"), 100).Objection(home),
            StringComparison.Ordinal
        );
        Assert.NotNull(UserFile.Read(Path.Combine(home, "folder", "config"), 100).Objection(home));
        Assert.Null(UserFile.Read(Path.Combine(home, "in"), 100).Objection(home));
        Assert.Null(UserFile.Read(Path.Combine(home, "new"), 100).Objection(home));

        // A variable may name a file elsewhere.
        Assert.Null(UserFile.Read(Config, 100).Objection(home));
        if (UnixUser.Id == 0)
        {
            Run("chown", "12002", Config);
            Assert.Contains("12002", UserFile.Read(Config, 100).Objection(home), StringComparison.Ordinal);
        }
    }

    private Task WriteAsync(UserFile file, string content, Action<WriteStep>? reach = null) =>
        new UserFileWriter(TimeProvider.System, reach ?? _steps.Add).WriteAsync(
            file,
            Encoding.UTF8.GetBytes(content),
            new WritePlaces($"{file.Target}.tmp", Path.Combine(_folder, "copy"), Content: null),
            CancellationToken.None
        );

    private static string TextOf(string path) => File.ReadAllText(path);

    private static UnixFileMode ModeOf(string path) =>
        OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(path);

    private static string Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return output;
    }
}
