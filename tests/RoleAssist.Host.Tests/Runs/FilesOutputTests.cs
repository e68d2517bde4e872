using RoleAssist.Core.Accounts;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Runs;
using RoleAssist.Host.Runs;

namespace RoleAssist.Host.Tests.Runs;

public sealed class FilesOutputTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("roleassist-").FullName;

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
    [InlineData("../../etc/passwd", "-..-etc-passwd-1")]
    [InlineData("..", "-1")]
    [InlineData("", "-1")]
    [InlineData("a:b", "a-b-1")]
    [InlineData(@"C:\x", "C--x-1")]
    [InlineData("a b\nc", "a-b-c-1")]
    [InlineData("prod_1.x", "prod_1.x")]
    [InlineData("größe", "gr--e-1")]
    public void A_name_cannot_leave_the_folder(string name, string file)
    {
        Write(RunItems.Item(0, name: name), output => output.Write("x"));

        Assert.Equal([$"{file}.stdout.log"], Files());
    }

    [Fact]
    public void Names_that_are_the_same_after_cleaning_and_accounts_with_several_roles_have_files_of_their_own()
    {
        using var output = new FilesOutput(Folder);
        RunItem[] items =
        [
            RunItems.Item(0, name: "a:b"),
            RunItems.Item(1, name: "a/b"),
            RunItems.Item(2, name: "a-b"),
            RunItems.Item(3, name: "A-B"),
            RunItems.Item(4, name: "a-b-2"),
            OfRole(5, "reader"),
            OfRole(6, "admin"),
        ];
        var open = items.Select(item => (Item: item, Output: output.Open(item))).ToList();
        open.ForEach(one => one.Output.Write($"{one.Item.Order.Account}"));
        open.ForEach(one => output.Close(RunItems.Ok(one.Item), one.Output));

        Assert.Equal(
            Enumerable.Range(0, 7).Select(number => $"{number}"),
            Files().Select(file => File.ReadAllText(Path.Combine(Folder, file))).Order()
        );
    }

    [Fact]
    public void A_folder_that_cannot_be_created_is_an_error()
    {
        var file = Path.Combine(_root, "file");
        File.WriteAllText(file, "");

        var fault = Assert.Throws<RoleAssistException>(() => new FilesOutput(Path.Combine(file, "x")));

        Assert.StartsWith("The folder for the output cannot be created: ", fault.Message, StringComparison.Ordinal);
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
        using var output = new FilesOutput(Folder);
        var opened = output.Open(item);
        write(opened);
        output.Close(RunItems.Ok(item), opened);
    }

    private IEnumerable<string> Files() =>
        Directory
            .EnumerateFiles(_root, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Folder, path))
            .Order(StringComparer.Ordinal);
}
