using System.Text.RegularExpressions;
using RoleAssist.Core.Accounts;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Runs;
using RoleAssist.Host.Runs;

namespace RoleAssist.Host.Tests.Runs;

public sealed class FilesOutputTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("roleassist-").FullName;

    public static bool IsUnix => !OperatingSystem.IsWindows();

    private string Folder => Path.Combine(_root, "out", "put");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Writes_the_streams_of_each_command_unchanged()
    {
        Write(
            RunItems.Item(1, "eu-west-1"),
            output =>
            {
                output.Write("out\r\n\e[2J");
                output.Write("err", isError: true);
                output.Write(false, [0xFF]);
            }
        );
        Write(RunItems.Item(2), _ => { });

        Assert.Equal(
            [.. "out\r\n\e[2J"u8, 0xFF],
            File.ReadAllBytes(Path.Combine(Folder, "account-1-eu-west-1.stdout.log"))
        );
        Assert.Equal(["account-1-eu-west-1.stderr.log", "account-1-eu-west-1.stdout.log"], Files());
    }

    [Theory]
    [InlineData("../../etc/passwd", "etc-passwd-#")]
    [InlineData("..", "account-#")]
    [InlineData("", "account-#")]
    [InlineData("--help", "help-#")]
    [InlineData("a:b", "a-b-#")]
    [InlineData(@"C:\x", "C--x-#")]
    [InlineData("a b\nc", "a-b-c-#")]
    [InlineData("prod_1.x", "prod_1.x")]
    [InlineData("größe", "gr--e-#")]
    [InlineData("CON", "CON-#")]
    [InlineData("nul", "nul-#")]
    [InlineData("COM1.txt", "COM1-txt-#")]
    [InlineData("COM12", "COM12")]
    public void A_name_cannot_leave_the_folder_or_be_a_device(string name, string file)
    {
        Write(RunItems.Item(0, name: name), output => output.Write("x"));

        Assert.Equal([$"{file}.stdout.log"], Files().Select(WithoutDigest));
    }

    [Fact]
    public void A_name_of_any_length_has_a_file()
    {
        var (one, other) = (new string('x', 300) + "1", new string('x', 300) + "2");
        RunItem[] items =
        [
            RunItems.Item(0, new string('r', 300), name: one),
            RunItems.Item(1, new string('r', 300), name: other),
        ];
        using var output = new FilesOutput(Folder, items.Select(item => item.Account));

        foreach (var item in items)
        {
            output.Run(RunItems.Ok(item), "text");
        }

        Assert.Equal(2, Files().Count());
    }

    [Fact]
    public void An_account_has_the_same_file_in_each_run()
    {
        RunItem[] items = [RunItems.Item(0, name: "dev"), RunItems.Item(1, name: "DEV")];
        foreach (var order in (RunItem[][])[items, [items[1], items[0]]])
        {
            using var output = new FilesOutput(Folder, items.Select(item => item.Account));
            foreach (var item in order)
            {
                output.Run(RunItems.Ok(item), item.Account.Name);
            }
        }

        Assert.Equal(["DEV", "dev"], Files().Select(Read).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_an_earlier_run_has_left_is_gone()
    {
        Write(RunItems.Item(1), output => output.Write("old", isError: true));
        Write(RunItems.Item(2), output => output.Write("old"));

        using (var again = new FilesOutput(Folder, []))
        {
            again.Run(RunItems.Ok(RunItems.Item(1)), "new");
            again.Close(RunItems.NotAssumed(RunItems.Item(2)), null);
        }

        Assert.Equal(["account-1.stdout.log"], Files());
    }

    [Fact(SkipUnless = nameof(IsUnix), Skip = "Needs the permissions of Unix.")]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public void Only_this_user_can_read_the_files()
    {
        Write(RunItems.Item(1), output => output.Write("secret"));

        const UnixFileMode file = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Assert.Equal(file, File.GetUnixFileMode(Path.Combine(Folder, Files().Single())));
        Assert.Equal(file | UnixFileMode.UserExecute, File.GetUnixFileMode(Folder));
    }

    [Fact(SkipUnless = nameof(IsUnix), Skip = "Needs links.")]
    public void A_planted_link_is_not_followed()
    {
        var target = Path.Combine(_root, "target");
        File.WriteAllText(target, "untouched");
        Directory.CreateDirectory(Folder);
        File.CreateSymbolicLink(Path.Combine(Folder, "account-1.stdout.log"), target);
        using var output = new FilesOutput(Folder, []);

        var fault = Assert.Throws<RoleAssistException>(() => output.Open(RunItems.Item(1)));

        Assert.Contains("is a link, which is not followed", fault.Message, StringComparison.Ordinal);
        Assert.Equal("untouched", File.ReadAllText(target));
    }

    [Fact(SkipUnless = nameof(IsUnix), Skip = "Needs the permissions of Unix.")]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public void A_folder_that_others_can_write_to_is_refused()
    {
        Directory.CreateDirectory(Folder);
        File.SetUnixFileMode(Folder, (UnixFileMode)0b111_111_111);

        var fault = Assert.Throws<RoleAssistException>(() => new FilesOutput(Folder, []));

        Assert.Contains("is open to other users (mode 777)", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_that_are_the_same_after_cleaning_and_accounts_with_several_roles_have_files_of_their_own()
    {
        RunItem[] items =
        [
            RunItems.Item(0, name: "a:b"),
            RunItems.Item(1, name: "a/b"),
            RunItems.Item(2, name: "a-b"),
            RunItems.Item(3, name: "A-B"),
            RunItems.Item(4, name: "a-b-2"),
            OfRole(5, "reader"),
            OfRole(6, "admin"),
            RunItems.Item(7, name: "x-eu-west-1"),
            RunItems.Item(8, "eu-west-1", name: "x"),
        ];
        using var output = new FilesOutput(Folder, items.Select(item => item.Account));
        var open = items.Select(item => (Item: item, Output: output.Open(item))).ToList();
        open.ForEach(one => one.Output.Write($"{one.Item.Order.Account}"));
        open.ForEach(one => output.Close(RunItems.Ok(one.Item), one.Output));

        Assert.Equal(Enumerable.Range(0, items.Length).Select(number => $"{number}"), Files().Select(Read).Order());
    }

    [Fact]
    public void A_folder_that_cannot_be_created_is_an_error()
    {
        var file = Path.Combine(_root, "file");
        File.WriteAllText(file, "");

        var fault = Assert.Throws<RoleAssistException>(() => new FilesOutput(Path.Combine(file, "x"), []));

        Assert.StartsWith("The folder for the output, ", fault.Message, StringComparison.Ordinal);
    }

    private static RunItem OfRole(int account, string role) =>
        new(
            (account, 0),
            new SelectedAccount(
                "111122223333",
                "one",
                new AssumeTarget { RoleArn = $"arn:aws:iam::111122223333:role/{role}" }
            ),
            "eu-west-1"
        );

    private void Write(RunItem item, Action<IItemOutput> write)
    {
        using var output = new FilesOutput(Folder, [item.Account]);
        var opened = output.Open(item);
        write(opened);
        output.Close(RunItems.Ok(item), opened);
    }

    private string Read(string file) => File.ReadAllText(Path.Combine(Folder, file));

    private static string WithoutDigest(string file) => Regex.Replace(file, "-[0-9a-f]{8}(?=[.])", "-#");

    private IEnumerable<string> Files() =>
        Directory
            .EnumerateFiles(_root, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Folder, path))
            .Order(StringComparer.Ordinal);
}
