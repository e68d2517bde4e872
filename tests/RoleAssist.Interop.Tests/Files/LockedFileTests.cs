using Microsoft.Extensions.Time.Testing;
using RoleAssist.Interop.Files;
using RoleAssist.TestInfrastructure;

namespace RoleAssist.Interop.Tests.Files;

public sealed class LockedFileTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void A_file_that_another_process_has_open_is_held()
    {
        using var theirs = LockedFile.Open(_path);

        Assert.True(LockedFile.IsHeld(Assert.Throws<IOException>(() => LockedFile.Open(_path))));
    }

    /// <summary>The clock does not advance, so a wait would never end.</summary>
    [Fact]
    public async Task Does_not_wait_for_a_file_that_cannot_be_opened()
    {
        var longName = Path.Combine(Path.GetTempPath(), new string('x', 300));

        await Assert.ThrowsAnyAsync<IOException>(() =>
            LockedFile
                .OpenAsync(longName, TimeSpan.FromSeconds(30), new FakeTimeProvider(), CancellationToken.None)
                .WaitAsync(TimeLimits.Hang)
        );
        Assert.False(LockedFile.IsHeld(new IOException("No space left on device", hresult: 28)));
        Assert.False(LockedFile.IsHeld(new IOException("Read-only file system", hresult: 30)));
    }

    [Fact]
    public async Task A_temporary_file_exists_while_one_process_holds_it()
    {
        var (inside, most) = (0, 0);
        await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(_ =>
                    Task.Run(async () =>
                    {
                        for (var turn = 0; turn < 10; turn++)
                        {
                            using (
                                await LockedFile.OpenTemporaryAsync(
                                    _path,
                                    TimeSpan.FromMinutes(5),
                                    TimeProvider.System,
                                    CancellationToken.None
                                )
                            )
                            {
                                most = Math.Max(most, Interlocked.Increment(ref inside));
                                Assert.True(File.Exists(_path));
                                Interlocked.Decrement(ref inside);
                            }
                        }
                    })
                )
        );

        Assert.Equal(1, most);
        Assert.False(File.Exists(_path));
    }

    [Fact]
    public void Does_not_follow_a_link()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var precious = _path + ".precious";
        File.WriteAllText(precious, "precious");
        try
        {
            File.CreateSymbolicLink(_path, precious);
            Assert.Contains(
                "is a link",
                Assert.Throws<IOException>(() => LockedFile.Open(_path)).Message,
                StringComparison.Ordinal
            );
            Assert.Throws<IOException>(() => PrivateFile.OpenRead(_path));
            Assert.Equal("precious", File.ReadAllText(precious));

            File.Delete(precious);
            Assert.Throws<IOException>(() => LockedFile.Open(_path));
            Assert.False(File.Exists(precious));
        }
        finally
        {
            File.Delete(precious);
        }
    }

    [Theory]
    [InlineData("mkfifo", "-m600", "is not a regular file")]
    [InlineData("mkdir", "-m700", "")]
    [InlineData("install", "-m644", "mode 644")]
    [InlineData("install", "-m620", "mode 620")]
    public void Refuses_a_file_that_is_not_private(string program, string mode, string reason)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        Run(program, [mode, .. program == "install" ? ["/dev/null"] : (string[])[], _path]);
        try
        {
            Assert.Contains(
                reason,
                Assert.ThrowsAny<IOException>(() => LockedFile.Open(_path)).Message,
                StringComparison.Ordinal
            );
            Assert.ThrowsAny<IOException>(() => PrivateFile.OpenRead(_path));
            Assert.NotNull(PrivateFile.Objection(_path));
        }
        finally
        {
            if (Directory.Exists(_path))
            {
                Directory.Delete(_path);
            }
        }
    }

    [Fact]
    public void Refuses_another_users_file_even_if_it_is_accessible()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
        {
            return;
        }

        LockedFile.Open(_path).Dispose();
        Run("chown", ["12002", _path]);

        Assert.Contains(
            "belongs to another user (uid 12002)",
            Assert.Throws<IOException>(() => LockedFile.Open(_path)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Creates_a_folder_and_its_parents_for_this_user_only()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var folder = _path + ".d";
        try
        {
            PrivateFile.CreateFolder(Path.Combine(folder, "b", "c"));
            foreach (var made in (string[])[folder, Path.Combine(folder, "b"), Path.Combine(folder, "b", "c")])
            {
                Assert.Equal("700", Convert.ToString((int)File.GetUnixFileMode(made), 8));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Run(string program, string[] arguments)
    {
        using var process = System.Diagnostics.Process.Start(program, arguments);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}
