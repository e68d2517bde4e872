using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Sessions;
using RoleAssist.Host.Endpoint;
using RoleAssist.Host.State;
using RoleAssist.Interop.Files;

namespace RoleAssist.Host.Tests.State;

/// <summary>
/// What may already exist at the paths of RoleAssist's folders. Cases with other users' files run only as root.
/// </summary>
public sealed class PrivateFolderTests : IDisposable
{
    private const string OtherUserId = "12002";

    private readonly string _home = Directory.CreateTempSubdirectory("ra-").FullName;

    private string Folder => Path.Combine(_home, "roleassist");

    private static bool CanRun => !OperatingSystem.IsWindows();

    private static bool IsRoot => OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess;

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [Theory]
    [InlineData("700", null)]
    [InlineData("711", "is open to other users (mode 711)")]
    [InlineData("755", "is open to other users (mode 755)")]
    [InlineData("705", "is open to other users (mode 705)")]
    [InlineData("777", "is open to other users (mode 777)")]
    [InlineData("1777", "is open to other users (mode 1777)")]
    [InlineData("000", "is not fully accessible to its owner (mode 0)")]
    [InlineData("500", "is not fully accessible to its owner (mode 500)")]
    [InlineData("600", "is not fully accessible to its owner (mode 600)")]
    public void A_folder_for_sockets_is_accessible_only_to_its_owner(string mode, string? objection)
    {
        if (CanRun)
        {
            Run("mkdir", "-m", mode, Folder);
            AssertObjection(objection, PrivateFolder.Objection(Folder, PrivateFolder.Anything));
        }
    }

    [Theory]
    [InlineData("700", null)]
    [InlineData("755", null)]
    [InlineData("757", "is open to other users (mode 757)")]
    [InlineData("1777", "is open to other users (mode 1777)")]
    public void A_folder_for_files_may_be_readable_but_not_writable_by_others(string mode, string? objection)
    {
        if (CanRun)
        {
            Run("mkdir", "-m", mode, Folder);
            AssertObjection(objection, PrivateFolder.Objection(Folder, PrivateFolder.Writing));
        }
    }

    [Fact]
    public void Rejects_anything_but_a_folder()
    {
        if (CanRun)
        {
            Run("mkfifo", Folder);
            Assert.Equal("is not a folder", PrivateFolder.Make(Folder, PrivateFolder.Anything));
            Assert.StartsWith(
                "is in " + Folder,
                PrivateFolder.Make(Path.Combine(Folder, "run"), PrivateFolder.Anything),
                StringComparison.Ordinal
            );
        }
    }

    [Theory]
    [InlineData("777", "other users can write to (mode 777)")]
    [InlineData("1777", null)]
    [InlineData("755", null)]
    public void Rejects_a_parent_folder_that_lets_others_replace_the_folder(string mode, string? objection)
    {
        if (CanRun)
        {
            Run("chmod", mode, _home);
            AssertObjection(
                objection is null ? null : $"is in {_home}, which {objection}",
                PrivateFolder.Make(Folder, PrivateFolder.Anything)
            );
            Assert.Equal(objection is null, Directory.Exists(Folder));
        }
    }

    [Theory]
    [InlineData("700")]
    [InlineData("000")]
    [InlineData("777")]
    public void Rejects_another_users_folder_with_any_mode(string mode)
    {
        if (IsRoot)
        {
            Run("mkdir", "-m", mode, Folder);
            Run("chown", OtherUserId, Folder);
            Assert.Equal("belongs to another user (uid 12002)", PrivateFolder.Make(Folder, PrivateFolder.Writing));
            Assert.Contains(
                "belongs to another user (uid 12002)",
                PrivateFolder.Make(Path.Combine(Folder, "run"), PrivateFolder.Anything),
                StringComparison.Ordinal
            );
        }
    }

    [Fact]
    public void Follows_the_users_own_links_but_not_those_of_others()
    {
        if (!CanRun)
        {
            return;
        }

        var target = Directory.CreateDirectory(Path.Combine(_home, "target")).FullName;
        Directory.CreateSymbolicLink(Folder, "target");
        Assert.Null(PrivateFolder.Make(Path.Combine(Folder, "a"), PrivateFolder.Writing));
        Assert.True(Directory.Exists(Path.Combine(target, "a")));
        if (IsRoot)
        {
            Run("chown", "-h", OtherUserId, Folder);
            Assert.Equal(
                $"leads through {Folder}, a link of another user (uid 12002)",
                PrivateFolder.Make(Path.Combine(Folder, "b"), PrivateFolder.Writing)
            );
            Assert.False(Directory.Exists(Path.Combine(target, "b")));
        }
    }

    [Fact]
    public void Rejects_circular_links()
    {
        if (CanRun)
        {
            Directory.CreateSymbolicLink(Folder, Folder);
            Assert.Equal(
                $"leads through {Folder}, a link that cannot be followed",
                PrivateFolder.Objection(Folder, PrivateFolder.Writing)
            );
        }
    }

    [Fact]
    public void Uses_the_next_folder_if_another_user_owns_the_first()
    {
        if (!IsRoot)
        {
            return;
        }

        var session = Directory.CreateDirectory(Path.Combine(_home, "session")).FullName;
        Run("mkdir", "-m", "700", Path.Combine(session, "roleassist"));
        Run("chown", OtherUserId, Path.Combine(session, "roleassist"));
        var environment = Variables(("XDG_RUNTIME_DIR", session), ("HOME", _home));
        var runtime = new RuntimeFolder(environment, new StateFolder(environment));

        Assert.DoesNotContain(
            new LocalSockets(runtime).CandidatePaths(),
            path => path.StartsWith(session, StringComparison.Ordinal)
        );
        Assert.DoesNotContain(runtime.GetExistingFolders(), path => path.StartsWith(session, StringComparison.Ordinal));
        Assert.NotEmpty(runtime.Folders());
        Assert.StartsWith(
            $"{session}/roleassist belongs to another user (uid 12002)",
            runtime.Objections()[0],
            StringComparison.Ordinal
        );
    }

    /// <summary>With <c>sudo -E</c>, such a folder would belong to root, and the user could no longer use it.</summary>
    [Fact]
    public void Creates_nothing_in_another_users_folder()
    {
        if (!IsRoot)
        {
            return;
        }

        Run("chown", OtherUserId, _home);
        var environment = Variables(("XDG_RUNTIME_DIR", _home), ("HOME", _home));
        var state = new StateFolder(environment);

        Assert.DoesNotContain(
            new RuntimeFolder(environment, state).Folders(),
            path => path.StartsWith(_home, StringComparison.Ordinal)
        );
        Assert.Contains(
            "another user",
            Assert.Throws<UnauthorizedAccessException>(() => state.GetFilePath("x")).Message,
            StringComparison.Ordinal
        );
        Assert.Empty(Directory.GetFileSystemEntries(_home));
        Run("chown", "0", _home);
    }

    [Theory]
    [InlineData("mkfifo -m 600 {0}")]
    [InlineData("ln -s {1}/precious {0}")]
    [InlineData("touch {0} && chmod 666 {0}")]
    [InlineData("mkdir {0}")]
    public async Task Remembers_codes_in_memory_if_something_else_has_the_files_path(string command)
    {
        if (!CanRun)
        {
            return;
        }

        var state = new StateFolder(Variables(("ROLEASSIST_STATE_FOLDER", Folder)));
        using var store = new FileSpentCodeStore(state, TimeProvider.System, NullLogger<FileSpentCodeStore>.Instance);
        var code = new MfaCode("arn:aws:iam::123456789012:mfa/ana", "123456");
        await (await store.OpenAsync(code.Serial, CancellationToken.None)).DisposeAsync();
        var file = Assert.Single(Directory.GetFiles(Folder));
        File.Delete(file);
        await File.WriteAllTextAsync(Path.Combine(_home, "precious"), "precious");
        Run("/bin/sh", "-c", string.Format(System.Globalization.CultureInfo.InvariantCulture, command, file, _home));

        Task<int> Spend() =>
            new MfaCodes(store, TimeProvider.System)
                .SpendAsync(code, _ => Task.FromResult(1), CancellationToken.None)
                .WaitAsync(TimeSpan.FromMinutes(1));
        await Spend();
        Assert.Equal(ErrorCode.MfaCodeSpent, (await Assert.ThrowsAsync<RoleAssistException>(Spend)).Code);
        Assert.Equal("precious", await File.ReadAllTextAsync(Path.Combine(_home, "precious")));
    }

    private static void AssertObjection(string? expected, string? actual)
    {
        if (expected is null)
        {
            Assert.Null(actual);
        }
        else
        {
            Assert.StartsWith(expected, actual, StringComparison.Ordinal);
        }
    }

    private static ProcessEnvironment Variables(params (string Name, string Value)[] variables) =>
        new(variables.Select(variable => KeyValuePair.Create(variable.Name, variable.Value)));

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}
