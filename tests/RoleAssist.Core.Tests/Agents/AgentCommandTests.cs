using System.Text;
using RoleAssist.Core.Agents;

namespace RoleAssist.Core.Tests.Agents;

public class AgentCommandTests
{
    [Theory]
    [InlineData("aws|s3|ls", "aws s3 ls")]
    [InlineData("rm|a b|c", "rm 'a b' c")]
    [InlineData("echo||x", "echo '' x")]
    [InlineData("sh|-c|rm \"$HOME\"; echo 'a'", @"sh -c 'rm ""$HOME""; echo '\''a'\'''")]
    public void Tells_one_argument_from_the_next(string words, string command) =>
        Assert.Equal(command, AgentCommand.Of(words.Split('|')));

    [Theory]
    [InlineData("ls\nrm", "ls␊rm")]
    [InlineData("a\tb\rc\u001b[2K\u0000", "a␉b␍c␛[2K␀")]
    [InlineData("\u007f", "␡")]
    [InlineData("\u0085\u2028", @"\u{0085}\u{2028}")]
    [InlineData("a\u202egpj.exe", @"a\u{202E}gpj.exe")]
    [InlineData("zero\u200bwidth\u3164", @"zero\u{200B}width\u{3164}")]
    [InlineData("rm \u05d01 --keep 2 \u0628", @"rm \u{05D0}1 --keep 2 \u{0628}")]
    [InlineData("a\u00a0b\u2003c\u3000d", @"a\u{00A0}b\u{2003}c\u{3000}d")]
    [InlineData("\ue000\U000F0000", @"\u{E000}\u{F0000}")]
    [InlineData("a\u0301\u20ddb\ufe0f\U000E0041", @"a\u{0301}\u{20DD}b\u{FE0F}\u{E0041}")]
    [InlineData("\U0001E900\ufefc\ufffc\u2800", @"\u{1E900}\u{FEFC}\u{FFFC}\u{2800}")]
    [InlineData("Grüße 日本 🙂", "Grüße 日本 🙂")]
    public void Shows_every_character(string command, string shown) =>
        Assert.Equal(shown, AgentCommand.Visible(command));

    [Fact]
    public void Shows_half_a_character() => Assert.Equal(@"x\u{D83D}y", AgentCommand.Visible("x\ud83dy"));

    [Fact]
    public void Leaves_nothing_out()
    {
        var command = string.Concat(Enumerable.Range(0, 1000).Select(number => $"{number} "));

        Assert.Equal(command, AgentCommand.Visible(command));
        Assert.Equal(command, AgentCommand.ForTransport(command));
    }

    [Theory]
    [InlineData('x', AgentCommand.Longest)]
    [InlineData('é', AgentCommand.Longest / 2)]
    public void Counts_bytes(char character, int most)
    {
        Assert.False(AgentCommand.IsTooLong(new string(character, most)));
        Assert.True(AgentCommand.IsTooLong(new string(character, most + 1)));
    }

    [Theory]
    [InlineData('x')]
    [InlineData('日')]
    [InlineData('"')]
    public void Stays_too_long_when_it_is_sent_and_is_short_enough_to_be(char character)
    {
        var sent = AgentCommand.ForTransport(new string(character, 1_000_000))!;

        Assert.True(AgentCommand.IsTooLong(sent));
        Assert.True(Encoding.UTF8.GetByteCount(sent) < AgentCommand.Longest + 4);
    }
}
