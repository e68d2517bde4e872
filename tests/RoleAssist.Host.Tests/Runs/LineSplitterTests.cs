using System.Text;
using RoleAssist.Host.Runs;

namespace RoleAssist.Host.Tests.Runs;

public class LineSplitterTests
{
    private readonly List<string> _lines = [];
    private readonly LineSplitter _splitter;

    public LineSplitterTests() => _splitter = new LineSplitter(line => _lines.Add(Encoding.UTF8.GetString(line)));

    [Theory]
    [InlineData("a\nb\n", "a|b")]
    [InlineData("a\r\nb\r\n", "a|b")]
    [InlineData("a\nb", "a|b")]
    [InlineData("\n\n", "|")]
    [InlineData("a\rb\n", "a\rb")]
    [InlineData("a\r", "a")]
    [InlineData("grüße 😂\n", "grüße 😂")]
    public void Cuts_lines_wherever_the_pieces_end(string text, string lines)
    {
        foreach (var one in Encoding.UTF8.GetBytes(text))
        {
            _splitter.Write([one]);
        }

        _splitter.Flush();
        var apart = _lines.ToList();
        _lines.Clear();
        _splitter.Write(Encoding.UTF8.GetBytes(text));
        _splitter.Flush();

        Assert.Equal(lines.Split('|'), apart);
        Assert.Equal(apart, _lines);
    }

    [Fact]
    public void Nothing_is_no_line()
    {
        _splitter.Write([]);
        _splitter.Flush();

        Assert.Empty(_lines);
    }

    [Fact]
    public void A_line_of_a_megabyte_is_cut_and_nothing_of_it_is_lost()
    {
        var line = string.Concat(Enumerable.Range(0, 1024 * 128).Select(number => $"{number:x7}é"));
        var bytes = Encoding.UTF8.GetBytes($"{line}\nnext\n");
        foreach (var piece in bytes.Chunk(32 * 1024))
        {
            _splitter.Write(piece);
        }

        Assert.InRange(_lines.Count, 10, 40);
        Assert.Equal("next", _lines[^1]);
        Assert.Equal(line, string.Concat(_lines.SkipLast(1)));
    }

    [Fact]
    public void A_line_that_ends_where_it_is_cut_is_not_followed_by_an_empty_one()
    {
        _splitter.Write(Encoding.UTF8.GetBytes(new string('x', 100_000)));
        _splitter.Write("\nnext\n"u8);

        Assert.Equal([99_999, 1, 4], _lines.Select(line => line.Length));
    }
}
