using System.Text;
using System.Text.Json;
using RoleAssist.Host.Runs;
using RoleAssist.Host.Tests.Support;

namespace RoleAssist.Host.Tests.Runs;

/// <summary>The outputs that print a command's output as a whole.</summary>
public class RunOutputTests
{
    internal static readonly ProgressLine NoProgress = new(null, null, TimeProvider.System);

    private readonly FakeConsole _console = new() { Out = new StringWriter { NewLine = "\n" } };

    [Fact]
    public void Group_prints_items_in_the_order_of_the_selection()
    {
        using var output = new GroupOutput(_console, NoProgress);

        output.Run(RunItems.Ok(RunItems.Item(1)), "second\n");
        output.CloseAccount(1);
        Assert.Equal("", _console.Output);
        output.Run(RunItems.Failed(RunItems.Item(0, "us-east-1", place: 1), 3), "no newline");
        output.Run(RunItems.Ok(RunItems.Item(0, "eu-west-1")), "first\n");
        output.Close(RunItems.NotAssumed(RunItems.Item(2)), null);
        output.CloseAccount(0);
        output.CloseAccount(2);

        Assert.Equal(
            "== account-0/eu-west-1 (ok)\nfirst\n== account-0/us-east-1 (exit code 3)\nno newline\n"
                + "== account-1 (ok)\nsecond\n== account-2 (not assumed: AccessDenied)\n",
            _console.Output
        );
    }

    [Fact]
    public void Large_output_keeps_its_bytes_and_its_order()
    {
        var (found, expected) = (new StringBuilder(), new StringBuilder());
        using var output = new InOrder((_, item) => item!.Read((isError, bytes) => Add(found, isError, Text(bytes))));
        var opened = output.Open(RunItems.Item(0));
        for (var line = 0; line < 300; line++)
        {
            var text = $"{line}{new string('x', line)};";
            opened.Write(text, isError: line % 3 == 0);
            Add(expected, line % 3 == 0, text);
        }

        opened.Write(new string('y', 200_000));
        Add(expected, false, new string('y', 200_000));
        output.Close(RunItems.Ok(RunItems.Item(0)), opened);
        output.CloseAccount(0);

        Assert.Equal(expected.ToString(), found.ToString());

        // Pieces of one stream may be joined or parted.
        static void Add(StringBuilder all, bool isError, string text)
        {
            foreach (var character in text)
            {
                all.Append(isError ? 'E' : 'O').Append(character);
            }
        }
    }

    [Fact]
    public void Json_lines_have_every_field_and_come_as_items_end()
    {
        using var output = new JsonLinesOutput(_console, NoProgress);
        output.Run(RunItems.Ok(RunItems.Item(1, "eu-west-1")), "out\n");
        var opened = output.Open(RunItems.Item(0));
        opened.Write("bad \"quoted\" \e[2J\n", isError: true);
        output.Close(RunItems.Failed(RunItems.Item(0), 2), opened);
        output.Close(RunItems.NotAssumed(RunItems.Item(2)), null);

        var lines = Lines();
        Assert.All(
            lines,
            line =>
                Assert.Equal(
                    "account name region state exitCode seconds stdout stderr profile started code message",
                    string.Join(' ', line.EnumerateObject().Select(field => field.Name))
                )
        );
        Assert.Equal(["ok", "failed", "notAssumed"], lines.Select(line => Field(line, "state")));
        Assert.Equal(
            ["000000000001", "eu-west-1", "out\n"],
            ((string[])["account", "region", "stdout"]).Select(name => Field(lines[0], name))
        );
        Assert.Equal(("bad \"quoted\" \e[2J\n", ""), (Field(lines[1], "stderr"), Field(lines[1], "stdout")));
        Assert.Equal(
            (2, 1.5),
            (lines[1].GetProperty("exitCode").GetInt32(), lines[1].GetProperty("seconds").GetDouble())
        );
        Assert.Equal(
            ("AccessDenied", "AWS denied it.", null),
            (Field(lines[2], "code"), Field(lines[2], "message"), Field(lines[2], "exitCode"))
        );
        Assert.DoesNotContain('\e', _console.Output);
    }

    [Fact]
    public void Json_lines_keep_characters_across_pieces_and_replace_invalid_bytes()
    {
        using var output = new JsonLinesOutput(_console, NoProgress);
        var opened = output.Open(RunItems.Item(1));
        foreach (var one in Encoding.UTF8.GetBytes("é😂"))
        {
            opened.Write(false, [one]);
            opened.Write("e", isError: true);
        }

        opened.Write(false, [0xFF, (byte)'x', 0xC3]);
        output.Close(RunItems.Ok(RunItems.Item(1)), opened);

        Assert.Equal(("é😂\uFFFDx\uFFFD", "eeeeee"), (Field(Lines()[0], "stdout"), Field(Lines()[0], "stderr")));
    }

    [Fact]
    public void Json_lines_keep_a_huge_output()
    {
        using var output = new JsonLinesOutput(_console, NoProgress);
        var printed = string.Concat(Enumerable.Range(0, 200_000).Select(number => $"{number}é"));

        output.Run(RunItems.Ok(RunItems.Item(1)), [.. printed.Chunk(10_001).Select(piece => new string(piece))]);

        Assert.Equal(printed, Field(Lines()[0], "stdout"));
    }

    [Fact]
    public void Objects_are_one_document_of_what_the_commands_printed()
    {
        using (var output = new ObjectsOutput(_console, NoProgress))
        {
            output.Run(RunItems.Ok(RunItems.Item(4)), "\uFEFF{\"a\":", "[1,null]}\n");
            output.Run(RunItems.Ok(RunItems.Item(1)), "plain text\n");
            output.Run(RunItems.Ok(RunItems.Item(2)));
            output.Close(RunItems.NotAssumed(RunItems.Item(3)), null);
            var failing = output.Open(RunItems.Item(0));
            failing.Write("why\n", isError: true);
            output.Close(RunItems.Failed(RunItems.Item(0), 9), failing);
            for (var account = 0; account < 5; account++)
            {
                output.CloseAccount(account);
            }
        }

        using var document = JsonDocument.Parse(_console.Output);
        Assert.Equal(
            ["null|exit code 9: why", "\"plain text\"|", "null|", "null|AWS denied it.", "{\"a\":[1,null]}|"],
            document
                .RootElement.EnumerateArray()
                .Select(one =>
                    $"{JsonSerializer.Serialize(one.GetProperty("value"))}|{one.GetProperty("error").GetString()}"
                )
        );
    }

    [Fact]
    public void No_objects_are_an_empty_document()
    {
        new ObjectsOutput(_console, NoProgress).Dispose();

        Assert.Equal("[]\n", _console.Output);
    }

    [Fact]
    public void An_output_that_is_too_large_is_an_error_of_its_item()
    {
        using (var output = new ObjectsOutput(_console, NoProgress))
        {
            var large = output.Open(RunItems.Item(0));
            for (var written = 0; written <= ObjectsOutput.MaxValue; written += 1024 * 1024)
            {
                large.Write(false, new byte[1024 * 1024]);
            }

            output.Close(RunItems.Ok(RunItems.Item(0)), large);
            output.Run(RunItems.Ok(RunItems.Item(1)), "small");
            output.CloseAccount(0);
            output.CloseAccount(1);
        }

        using var document = JsonDocument.Parse(_console.Output);
        Assert.Equal(
            ["|The output is larger than 16 MB: use --output files:DIR.", "small|"],
            document.RootElement.EnumerateArray().Select(one => $"{Field(one, "value")}|{Field(one, "error")}")
        );
        Assert.EndsWith("]\n", _console.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_printed_takes_no_space_any_more()
    {
        using var spool = new OutputSpool();
        var waiting = new SpooledItem(spool);
        waiting.Write(new string('w', 100_000));
        var places = new HashSet<long>();
        for (var round = 0; round < 50; round++)
        {
            var item = new SpooledItem(spool);
            item.Write(new string((char)('a' + (round % 26)), 100_000));
            item.Read((_, bytes) => Assert.True(bytes.IndexOfAnyExcept((byte)('a' + (round % 26))) < 0));
            var next = spool.Take();
            places.Add(next);
            spool.Free([next]);
            item.Free();
        }

        waiting.Read((_, bytes) => Assert.True(bytes.IndexOfAnyExcept((byte)'w') < 0));
        Assert.True(places.Max() <= 4 * OutputSpool.BlockSize);
    }

    [Theory]
    [InlineData("{\"a\":\"\\ud800\"}")]
    [InlineData("{\"\\udc00\":1}")]
    [InlineData("{\"a\":1} trailing")]
    [InlineData("[1,")]
    public void What_only_looks_like_json_is_text(string printed)
    {
        using (var output = new ObjectsOutput(_console, NoProgress))
        {
            output.Run(RunItems.Ok(RunItems.Item(0)), printed);
            output.CloseAccount(0);
        }

        using var document = JsonDocument.Parse(_console.Output);
        Assert.Equal(printed, document.RootElement[0].GetProperty("value").GetString());
    }

    [Fact]
    public void Invalid_utf_8_in_json_is_replaced()
    {
        using (var output = new ObjectsOutput(_console, NoProgress))
        {
            var opened = output.Open(RunItems.Item(0));
            opened.Write(false, [(byte)'"', 0xFF, (byte)'"']);
            output.Close(RunItems.Ok(RunItems.Item(0)), opened);
            output.CloseAccount(0);
        }

        using var document = JsonDocument.Parse(_console.Output);
        Assert.Equal("\uFFFD", document.RootElement[0].GetProperty("value").GetString());
    }

    private List<JsonElement> Lines() =>
        [
            .. _console
                .Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => JsonDocument.Parse(line).RootElement),
        ];

    private static string? Field(JsonElement line, string name) => line.GetProperty(name).GetString();

    private static string Text(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);
}
