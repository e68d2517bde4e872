using RoleAssist.Contracts.Lsp;
using RoleAssist.Host.Documents;

namespace RoleAssist.Host.Tests.Documents;

public class TextChangesTests
{
    private const string Text = "one\r\ntwo\nthree\rfour";

    [Theory]
    [InlineData(0, 0, 0, 3, "x\r\ntwo\nthree\rfour")]
    [InlineData(0, 3, 1, 0, "onextwo\nthree\rfour")]
    [InlineData(1, 1, 1, 2, "one\r\ntxo\nthree\rfour")]
    [InlineData(2, 0, 3, 0, "one\r\ntwo\nxfour")]
    [InlineData(3, 4, 3, 4, "one\r\ntwo\nthree\rfourx")]
    public void Replaces_a_range(int line, int character, int endLine, int endCharacter, string expected) =>
        Assert.Equal(expected, Replace(Text, (line, character), (endLine, endCharacter)));

    [Theory]
    [InlineData(0, 99, 1, 0, "onextwo\nthree\rfour")]
    [InlineData(9, 0, 9, 9, "one\r\ntwo\nthree\rfourx")]
    [InlineData(-1, 5, -1, 9, "xone\r\ntwo\nthree\rfour")]
    [InlineData(0, -5, 0, 1, "xne\r\ntwo\nthree\rfour")]
    [InlineData(1, 2, 0, 1, "one\r\ntwxo\nthree\rfour")]
    [InlineData(1, int.MaxValue, int.MaxValue, int.MaxValue, "one\r\ntwox")]
    public void A_position_outside_the_text_is_the_nearest_one_inside(
        int line,
        int character,
        int endLine,
        int endCharacter,
        string expected
    ) => Assert.Equal(expected, Replace(Text, (line, character), (endLine, endCharacter)));

    [Fact]
    public void A_change_without_a_range_is_the_whole_text() =>
        Assert.Equal("x", TextChanges.Apply(Text, new TextDocumentChange("x")));

    /// <summary>The lines are kept apart here, as an editor keeps them, and joined only to compare.</summary>
    [Theory]
    [InlineData("\n", 1)]
    [InlineData("\r\n", 2)]
    public void Five_thousand_changes_leave_the_text_that_an_editor_has(string lineEnd, int seed)
    {
        var random = new Random(seed);
        List<string> lines = [""];
        var text = "";
        for (var round = 0; round < 5000; round++)
        {
            var (start, end) = Ordered(RandomPosition(random, lines), RandomPosition(random, lines));
            string[] inserted = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => RandomWord(random))];
            var change = new TextDocumentChange(
                string.Join(lineEnd, inserted),
                new TextRange(new TextPosition(start.Line, start.Character), new TextPosition(end.Line, end.Character))
            );

            inserted[0] = lines[start.Line][..start.Character] + inserted[0];
            inserted[^1] += lines[end.Line][end.Character..];
            lines.RemoveRange(start.Line, end.Line - start.Line + 1);
            lines.InsertRange(start.Line, inserted);
            text = TextChanges.Apply(text, change);

            Assert.Equal(string.Join(lineEnd, lines), text);
        }
    }

    private static string Replace(string text, (int Line, int Character) start, (int Line, int Character) end) =>
        TextChanges.Apply(
            text,
            new TextDocumentChange(
                "x",
                new TextRange(new TextPosition(start.Line, start.Character), new TextPosition(end.Line, end.Character))
            )
        );

    private static (int Line, int Character) RandomPosition(Random random, List<string> lines)
    {
        var line = random.Next(lines.Count);
        return (line, random.Next(lines[line].Length + 1));
    }

    private static ((int Line, int Character) Start, (int Line, int Character) End) Ordered(
        (int Line, int Character) one,
        (int Line, int Character) other
    ) => one.CompareTo(other) <= 0 ? (one, other) : (other, one);

    private static string RandomWord(Random random) =>
        new([.. Enumerable.Range(0, random.Next(6)).Select(_ => "aé{}\t\uD83D\uDE00"[random.Next(7)])]);
}
