using System.Globalization;
using System.Text;
using RoleAssist.Interop.Unix;

namespace RoleAssist.Interop.Tests.Unix;

public class GroupGuardTests
{
    public static bool IsLinux => OperatingSystem.IsLinux();

    [Fact(SkipUnless = nameof(IsLinux), Skip = "Needs /proc.")]
    public void The_guard_ends_what_is_watched_and_nothing_else_when_its_pipe_is_closed()
    {
        using var watched = UnixChild.Start(["sleep", "600"], []);
        using var ended = UnixChild.Start(["sleep", "600"], []);
        using var guard = GroupGuard.Start();
        guard.Input!.Write(Encoding.ASCII.GetBytes(Text($"+ {watched.Id}\n+ {ended.Id}\n- {ended.Id}\n")));

        guard.Input.Dispose();

        Assert.Equal(128 + 15, watched.ReadToEnd((_, _) => { }));
        Assert.True(File.Exists(Text($"/proc/{ended.Id}/stat")));
        guard.Signal(9);
        ended.Signal(9);
        Assert.Equal(128 + 9, ended.ReadToEnd((_, _) => { }));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
