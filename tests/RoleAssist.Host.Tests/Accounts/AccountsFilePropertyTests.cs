using CsCheck;
using RoleAssist.Core.Errors;
using RoleAssist.Host.Accounts;

namespace RoleAssist.Host.Tests.Accounts;

public class AccountsFilePropertyTests
{
    private const int Iterations = 5_000;

    private static readonly string[] Pieces =
    [
        "id",
        "name",
        "accounts:",
        "000000000001",
        "id: ",
        "- ",
        "  ",
        "\n",
        "\r\n",
        "\r",
        "\t",
        ",",
        ";",
        ":",
        "\"",
        "'",
        "{",
        "}",
        "[",
        "]",
        "{\"id\":\"000000000001\"",
        "\"\\ud800\"",
        "\"\\U00110000\"",
        "\\",
        "&a ",
        "*a",
        "!!binary ",
        "%YAML 1.1",
        "---",
        "...",
        "? ",
        "| ",
        "> ",
        "<<",
        "#",
        "\uFEFF",
        "\0",
        "\ud800",
        "é",
    ];

    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.Int[0, Pieces.Length - 1].Select(index => Pieces[index]).Array[0, 30].Select(string.Concat),
        Gen.String
    );

    [Fact]
    public void Any_text_is_a_list_of_accounts_or_an_error_in_a_sentence() =>
        Text.Sample(
            text =>
            {
                try
                {
                    return AccountsFile.Parse("x", text).All(row => row.Id.Length == 12);
                }
                catch (RoleAssistException fault)
                {
                    return fault.Code == ErrorCode.InvalidArgument && fault.Message.EndsWith('.');
                }
            },
            iter: Iterations
        );

    [Fact]
    public void Any_quoted_field_is_read_as_it_was_written() =>
        Gen.String.Sample(
            text =>
            {
                var note = $"x{text}x".Replace("\0", "", StringComparison.Ordinal);
                var csv = $"id,note\n000000000001,\"{note.Replace("\"", "\"\"", StringComparison.Ordinal)}\"\n";
                return AccountsFile.Parse("x", csv)[0].Attributes["note"] == note;
            },
            iter: Iterations
        );
}
