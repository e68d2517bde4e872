using System.Globalization;
using System.Text;
using RoleAssist.Core.Security;

namespace RoleAssist.Core.Tests.Security;

public class DisplayTextTests
{
    [Theory]
    [InlineData("plain (text), ünïcode 漢字 🎉 · — …", "plain (text), ünïcode 漢字 🎉 · — …")]
    [InlineData("\u001b[31mred", "\uFFFD[31mred")]
    [InlineData("a\r\nb\tc\u007f", "a\uFFFD\uFFFDb\uFFFDc\uFFFD")]
    [InlineData("c1 \u009b31m \u009d0;title", "c1 \uFFFD31m \uFFFD0;title")]
    [InlineData("\u202Etxt.exe\u2066x\u2069", "\uFFFDtxt.exe\uFFFDx\uFFFD")]
    [InlineData("a\u200Bb\u2028c\u2029d\uFEFFe\u00ADf", "a\uFFFDb\uFFFDc\uFFFDd\uFFFDe\uFFFDf")]
    [InlineData("fillers \u3164 \u115F \u034F \uFE0F \u2800", "fillers \uFFFD \uFFFD \uFFFD \uFFFD \uFFFD")]
    public void A_line_keeps_only_visible_characters(string text, string expected) =>
        Assert.Equal(expected, DisplayText.Line(text));

    [Fact]
    public void Replaces_every_control_format_separator_and_surrogate_character()
    {
        for (var value = 0; value <= 0x10FFFF; value++)
        {
            var text = value is >= 0xD800 and <= 0xDFFF ? ((char)value).ToString() : char.ConvertFromUtf32(value);
            foreach (var rune in (DisplayText.Line(text) + DisplayText.FromServer(text)).EnumerateRunes())
            {
                Assert.False(
                    Rune.GetUnicodeCategory(rune)
                        is UnicodeCategory.Control
                            or UnicodeCategory.Format
                            or UnicodeCategory.LineSeparator
                            or UnicodeCategory.ParagraphSeparator
                            or UnicodeCategory.Surrogate
                        || rune.Value is >= 0xE0000 and <= 0xE0FFF,
                    $"U+{value:X4}"
                );
            }
        }
    }

    [Fact]
    public void Replaces_half_a_surrogate_pair() =>
        Assert.Equal("lone \uFFFD and \uFFFD", DisplayText.Line("lone \uD800 and \uDC00"));

    [Fact]
    public void Lines_keep_their_line_feeds() => Assert.Equal("a\nb\uFFFD\nc", DisplayText.Lines("a\nb\r\nc"));

    [Theory]
    [InlineData("denied. [Sign in](command:x?%7B%7D)", "denied. [Sign in] (command:x?%7B%7D)")]
    [InlineData("see <command:x> and <https://evil.example>", "see < command:x> and < https://evil.example>")]
    [InlineData("a < b, <name>, <1:2>", "a < b, <name>, <1:2>")]
    [InlineData("[x]\u200B(command:y)", "[x]\uFFFD(command:y)")]
    public void A_sentence_contains_no_link(string text, string expected) =>
        Assert.Equal(expected, DisplayText.Sentence(text));

    [Fact]
    public void A_value_is_cut_after_a_secret_in_it_is_hidden()
    {
        const string Secret = "wJalrXUtnFEMIK7MDENGbPxRfiCYzzTESTKEYab/";

        Assert.Equal($"{new string('a', 80)} <secret>", DisplayText.Value($"{new string('a', 80)} {Secret}"));
        Assert.Equal($"{new string('a', 100)}…", DisplayText.Value(new string('a', 101)));
        Assert.Equal("'<secret>' is wrong", DisplayText.Sentence($"'{Secret}' is wrong"));
    }

    [Fact]
    public void Text_from_a_server_becomes_one_bounded_line_without_links()
    {
        Assert.Equal("one two [x] (command:y)", DisplayText.FromServer(" one\r\n\ttwo [x](command:y) "));
        Assert.Equal(DisplayText.MaxServerLength + 1, DisplayText.FromServer(new string('x', 1_000_000)).Length);
        Assert.Equal(
            $"{new string('x', DisplayText.MaxServerLength - 1)}…",
            DisplayText.FromServer(new string('x', DisplayText.MaxServerLength - 1) + "🎉🎉")
        );
        Assert.DoesNotContain(
            "](",
            DisplayText.FromServer(string.Concat(Enumerable.Repeat("[a](b)", 200))),
            StringComparison.Ordinal
        );
        Assert.Equal("", DisplayText.FromServer(" \n "));
    }
}
