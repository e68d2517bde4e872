using System.ComponentModel;
using System.Text;
using RoleAssist.Interop.Unix;

namespace RoleAssist.Interop.Tests.Unix;

public class UnixChildTests
{
    public static bool IsUnix => !OperatingSystem.IsWindows();

    [Fact(SkipUnless = nameof(IsUnix), Skip = "Needs sh.")]
    public void The_child_leads_a_group_and_inherits_no_blocked_or_ignored_signals()
    {
        using var child = UnixChild.Start(["sh", "-c", "echo $$; grep -E 'SigBlk|SigIgn' /proc/self/status"], []);
        var (code, printed) = Read(child);

        Assert.Equal(0, code);
        var lines = printed.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal($"{child.Id}", lines[0]);
        if (OperatingSystem.IsLinux())
        {
            Assert.Equal("SigBlk:\t0000000000000000", lines[1]);

            // Neither SIGINT nor SIGPIPE, which .NET ignores.
            Assert.Equal(0UL, Convert.ToUInt64(lines[2].Split('\t')[1], 16) & ((1UL << 1) | (1UL << 12)));
        }
    }

    [Fact(SkipUnless = nameof(IsUnix), Skip = "Needs sh.")]
    public void A_signal_reaches_everything_in_the_group()
    {
        using var child = UnixChild.Start(["sh", "-c", "sh -c 'echo ready; exec sleep 600'; exit 1"], []);
        var code = child.ReadToEnd((_, _) => child.Signal(15));

        Assert.Equal(143, code);
    }

    [Fact(SkipUnless = nameof(IsUnix), Skip = "Needs sh.")]
    public void Many_children_at_a_time_have_their_own_output()
    {
        var ends = new (int Code, string Printed)[40];

        Parallel.For(
            0,
            ends.Length,
            number =>
            {
                using var child = UnixChild.Start(
                    ["sh", "-c", "echo $NUMBER; exit $NUMBER"],
                    [KeyValuePair.Create("NUMBER", (string?)$"{number}")]
                );
                ends[number] = Read(child);
            }
        );

        Assert.Equal(Enumerable.Range(0, ends.Length).Select(number => (number, $"{number}\n")), ends);
    }

    [Theory(SkipUnless = nameof(IsUnix), Skip = "Needs sh.")]
    [InlineData("no-such-command-of-anybody", 2)]
    [InlineData("/", 13)]
    public void A_command_that_cannot_be_started_is_reported_by_the_system(string command, int error) =>
        Assert.Equal(error, Assert.Throws<Win32Exception>(() => UnixChild.Start([command], [])).NativeErrorCode);

    private static (int Code, string Printed) Read(UnixChild child)
    {
        using var printed = new MemoryStream();
        var code = child.ReadToEnd((_, bytes) => printed.Write(bytes));
        return (code, Encoding.UTF8.GetString(printed.ToArray()));
    }
}
