using System.Text;
using System.Text.Json;
using RoleAssist.Core.Security;
using RoleAssist.Host.CommandLine;
using RoleAssist.Host.Tests.Support;

namespace RoleAssist.Host.Tests.CommandLine;

public class CommandLineJsonTests
{
    private static readonly AssumeDocument Document = new([
        new SessionDocument("1", "jos\u00e9 \u6771", "123456789012", "arn", null, null),
    ]);

    /// <summary>For example on a Windows console or with a legacy locale.</summary>
    [Fact]
    public void The_document_is_valid_utf_8_in_every_terminal_encoding()
    {
        using var printed = new MemoryStream();
        using (var latin = new StreamWriter(printed, Encoding.Latin1, leaveOpen: true))
        {
            CommandLineJson.Print(new FakeConsole { Out = latin }, Document);
        }

        Assert.Equal(
            "jos\u00e9 \u6771",
            JsonDocument
                .Parse(printed.ToArray())
                .RootElement.GetProperty("sessions")[0]
                .GetProperty("profile")
                .GetString()
        );
    }

    [Fact]
    public void Escapes_characters_that_control_a_terminal_without_changing_the_data()
    {
        const string Hostile = "a\u202Eb\u200Bc\u2028d\u009B31m\U000E0041";
        var console = new FakeConsole();

        CommandLineJson.Print(console, new AssumeDocument([new SessionDocument("1", Hostile, "1", "arn", null, null)]));

        Assert.DoesNotContain(
            console.Output.EnumerateRunes(),
            rune => rune.Value is not ('\n' or '\r') && !DisplayText.IsShown(rune)
        );
        Assert.Equal(
            Hostile,
            JsonDocument.Parse(console.Output).RootElement.GetProperty("sessions")[0].GetProperty("profile").GetString()
        );
    }

    /// <summary>A document is written in pieces, whose borders may lie within a character.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("xx")]
    [InlineData("xxx")]
    public void Writes_a_long_document_in_pieces_without_losing_a_character(string shift)
    {
        var name = shift + string.Concat(Enumerable.Repeat("\U0001F511\u6771\u202E", 50_000));
        var console = new FakeConsole();

        CommandLineJson.Print(console, new AssumeDocument([new SessionDocument("1", name, "1", "arn", null, null)]));

        Assert.DoesNotContain('\u202E', console.Output);
        Assert.Equal(
            name,
            JsonDocument.Parse(console.Output).RootElement.GetProperty("sessions")[0].GetProperty("profile").GetString()
        );
    }

    [Fact]
    public void Writes_a_list_of_many_items_in_pieces()
    {
        var sessions = Enumerable
            .Range(0, 2_000)
            .Select(number => new SessionDocument($"{number}", "jos\u00e9 \u6771", "1", "arn", null, null))
            .ToList();
        using var pieces = new PieceWriter();

        CommandLineJson.Print(new FakeConsole { Out = pieces }, new AssumeDocument(sessions));

        Assert.True(pieces.Lengths.Max() < 64 * 1024, $"the longest piece has {pieces.Lengths.Max()} characters");
        Assert.Equal(
            sessions.Select(session => (session.SessionId, session.Profile)),
            JsonDocument
                .Parse(pieces.ToString())
                .RootElement.GetProperty("sessions")
                .EnumerateArray()
                .Select(one => (one.GetProperty("sessionId").GetString()!, one.GetProperty("profile").GetString()!))
        );
    }

    [Fact]
    public void Does_not_escape_names_if_the_encoding_has_all_characters()
    {
        var console = new FakeConsole();

        CommandLineJson.Print(console, Document);

        Assert.Contains("jos\u00e9 \u6771", console.Output, StringComparison.Ordinal);
    }

    /// <summary>Records the length of each write.</summary>
    private sealed class PieceWriter : StringWriter
    {
        public List<int> Lengths { get; } = [];

        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(ReadOnlySpan<char> buffer)
        {
            Lengths.Add(buffer.Length);
            base.Write(buffer);
        }
    }
}
