using RoleAssist.Core.Errors;
using RoleAssist.Host.Processes;

namespace RoleAssist.Host.Tests.Processes;

public sealed class BatchCommandLineTests
{
    private const string Batch = @"C:\Program Files\tool.cmd";
    private const string Start = "/d /e:on /v:off /s /c \"\"C:\\Program Files\\tool.cmd\"";

    [Theory]
    [InlineData("plain", "\"plain\"")]
    [InlineData("", "\"\"")]
    [InlineData("a b", "\"a b\"")]
    [InlineData("a&calc.exe", "\"a&calc.exe\"")]
    [InlineData("^|<>()!", "\"^|<>()!\"")]
    [InlineData("\"&calc.exe", "\"\"\"&calc.exe\"")]
    [InlineData("a\"b", "\"a\"\"b\"")]
    [InlineData(@"C:\folder\", "\"C:\\folder\\\\\"")]
    [InlineData("a\\\"b", "\"a\\\\\"\"b\"")]
    [InlineData("größe 東", "\"größe 東\"")]
    public void Every_argument_is_one_quoted_word(string argument, string quoted) =>
        Assert.Equal($"{Start} {quoted}\"", BatchCommandLine.Create(Batch, [argument]));

    /// <summary>cmd ends quotes at each quote, so in what it reads no special character stands outside them.</summary>
    [Theory]
    [InlineData("\"&calc.exe")]
    [InlineData("\"\"&calc.exe")]
    [InlineData("\\\"&calc.exe&\"")]
    [InlineData("a\" | b \"c\" > d")]
    public void No_special_character_is_outside_quotes(string argument)
    {
        var line = BatchCommandLine.Create("a.cmd", [argument])["/d /e:on /v:off /s /c \"".Length..^1];
        var isQuoted = false;
        foreach (var character in line)
        {
            isQuoted ^= character == '"';
            Assert.True(isQuoted || !"&|<>^()".Contains(character, StringComparison.Ordinal), line);
        }

        Assert.False(isQuoted);
    }

    [Theory]
    [InlineData("%PATH%")]
    [InlineData("100%")]
    [InlineData("two\nlines")]
    [InlineData("two\rlines")]
    [InlineData("a\0b")]
    public void What_no_quoting_protects_is_refused(string argument)
    {
        var fault = Assert.Throws<RoleAssistException>(() => BatchCommandLine.Create(Batch, ["a", argument]));

        Assert.Equal(ErrorCode.InvalidArgument, fault.Code);
        Assert.Contains(Batch, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_that_cmd_would_cut_off_is_refused() =>
        Assert.Throws<RoleAssistException>(() => BatchCommandLine.Create(Batch, [new string('a', 8200)]));
}
