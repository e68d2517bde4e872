using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Sessions;
using RoleAssist.Host.Endpoint;
using RoleAssist.Host.State;
using RoleAssist.Interop.Files;

namespace RoleAssist.Host.Tests.State;

/// <summary>What stands where RoleAssist's own folders are to be. Root can make things another user's; without root those cases are left out.</summary>
public sealed class PrivateFolderTests : IDisposable
{
    private const string Stranger = "12002";

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
    public void A_folder_for_sockets_is_open_to_its_owner_alone(string mode, string? objection)
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
    public void A_folder_for_files_may_be_read_but_not_written_by_others(string mode, string? objection)
    {
        if (CanRun)
        {
            Run("mkdir", "-m", mode, Folder);
            AssertObjection(objection, PrivateFolder.Objection(Folder, PrivateFolder.Writing));
        }
    }

    [Fact]
    public void What_is_no_folder_is_refused()
    {
        if (CanRun)
        {
            Run("mkfifo", Folder);
            Assert.Equal("is not a folder", PrivateFolder.Make(Folder, PrivateFolder.Anything));
            Assert.StartsWith("is in " + Folder, PrivateFolder.Make(Path.Combine(Folder, "run"), PrivateFolder.Anything), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("777", "other users can write to (mode 777)")]
    [InlineData("1777", null)]
    [InlineData("755", null)]
    public void A_folder_above_must_not_let_others_put_something_in_its_place(string mode, string? objection)
    {
        if (CanRun)
        {
            Run("chmod", mode, _home);
            AssertObjection(objection is null ? null : $"is in {_home}, which {objection}", PrivateFolder.Make(Folder, PrivateFolder.Anything));
            Assert.Equal(objection is null, Directory.Exists(Folder));
        }
    }

    [Theory]
    [InlineData("700")]
    [InlineData("000")]
    [InlineData("777")]
    public void Another_users_folder_is_refused_whatever_its_mode(string mode)
    {
        if (IsRoot)
        {
            Run("mkdir", "-m", mode, Folder);
            Run("chown", Stranger, Folder);
            Assert.Equal("belongs to another user (uid 12002)", PrivateFolder.Make(Folder, PrivateFolder.Writing));
            Assert.Contains("belongs to another user (uid 12002)", PrivateFolder.Make(Path.Combine(Folder, "run"), PrivateFolder.Anything), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_link_of_another_user_is_not_followed_and_one_of_ones_own_is()
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
            Run("chown", "-h", Stranger, Folder);
            Assert.Equal($"leads through {Folder}, a link of another user (uid 12002)", PrivateFolder.Make(Path.Combine(Folder, "b"), PrivateFolder.Writing));
            Assert.False(Directory.Exists(Path.Combine(target, "b")));
        }
    }

    [Fact]
    public void Links_in_a_circle_are_refused()
    {
        if (CanRun)
        {
            Directory.CreateSymbolicLink(Folder, Folder);
            Assert.Equal($"leads through {Folder}, a link that cannot be followed", PrivateFolder.Objection(Folder, PrivateFolder.Writing));
        }
    }

    [Fact]
    public void The_next_folder_takes_the_place_of_one_that_another_user_has_made()
    {
        if (!IsRoot)
        {
            return;
        }

        var session = Directory.CreateDirectory(Path.Combine(_home, "session")).FullName;
        Run("mkdir", "-m", "700", Path.Combine(session, "roleassist"));
        Run("chown", Stranger, Path.Combine(session, "roleassist"));
        var environment = Variables(("XDG_RUNTIME_DIR", session), ("HOME", _home));
        var runtime = new RuntimeFolder(environment, new StateFolder(environment));

        Assert.DoesNotContain(new LocalSockets(runtime).New(), path => path.StartsWith(session, StringComparison.Ordinal));
        Assert.DoesNotContain(runtime.ExistingFolders(), path => path.StartsWith(session, StringComparison.Ordinal));
        Assert.NotEmpty(runtime.Folders());
        Assert.StartsWith($"{session}/roleassist belongs to another user (uid 12002)", runtime.Objections()[0], StringComparison.Ordinal);
    }

    /// <summary>What <c>sudo -E</c> would leave behind for a user, who could not use their own folder after that.</summary>
    [Fact]
    public void Nothing_is_made_in_a_folder_that_belongs_to_another_user()
    {
        if (!IsRoot)
        {
            return;
        }

        Run("chown", Stranger, _home);
        var environment = Variables(("XDG_RUNTIME_DIR", _home), ("HOME", _home));
        var state = new StateFolder(environment);

        Assert.DoesNotContain(new RuntimeFolder(environment, state).Folders(), path => path.StartsWith(_home, StringComparison.Ordinal));
        Assert.Contains("another user", Assert.Throws<UnauthorizedAccessException>(() => state.FileNamed("x")).Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_home));
        Run("chown", "0", _home);
    }

    [Theory]
    [InlineData("mkfifo -m 600 {0}")]
    [InlineData("ln -s {1}/precious {0}")]
    [InlineData("touch {0} && chmod 666 {0}")]
    [InlineData("mkdir {0}")]
    public async Task Codes_are_remembered_by_this_process_alone_where_something_stands_in_the_files_place(string command)
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

        Task<int> Spend() => new MfaCodes(store, TimeProvider.System).SpendAsync(code, _ => Task.FromResult(1), CancellationToken.None).WaitAsync(TimeSpan.FromMinutes(1));
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
