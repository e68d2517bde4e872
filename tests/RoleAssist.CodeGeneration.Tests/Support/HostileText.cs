using CsCheck;

namespace RoleAssist.CodeGeneration.Tests.Support;

/// <summary>Texts that could be mistaken for code.</summary>
internal static class HostileText
{
    public static IReadOnlyList<string> Pieces { get; } =
    [
        "a",
        "Z",
        "7",
        " ",
        "'",
        "''",
        "\"",
        "\"\"\"",
        "`",
        "\\",
        "\\\\",
        "$",
        "$$",
        "${x}",
        "$(touch pwned)",
        "%{x}",
        "%",
        "{",
        "}",
        "(",
        ")",
        "[",
        "]",
        "\n",
        "\r",
        "\r\n",
        "\t",
        "\0",
        "\u0085",
        "\u2028",
        "\u200b",
        "\u202e",
        "\ufeff",
        "\u2019",
        "\u201d",
        "#",
        "#>",
        "<#",
        "//",
        "/*",
        "*/",
        "--",
        "-->",
        ";",
        "&",
        "|",
        "<",
        ">",
        "!",
        "^",
        "~",
        "=",
        ":",
        ",",
        ".",
        "@",
        "-",
        "%s",
        "é",
        "日",
        "\U0001F600",
        "file://",
    ];

    /// <summary>A batch for one run of a language's own tool: every piece, and combinations.</summary>
    public static Gen<string[]> Many { get; } =
        Gen.Int[0, Pieces.Count - 1]
            .Select(index => Pieces[index])
            .Array[2, 10]
            .Select(string.Concat)
            .Array[150]
            .Select(mixtures => (string[])[.. Pieces, .. mixtures]);
}
