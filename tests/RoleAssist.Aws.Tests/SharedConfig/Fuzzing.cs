using System.Globalization;
using CsCheck;

namespace RoleAssist.Aws.Tests.SharedConfig;

/// <summary>Generates texts that often resemble AWS files.</summary>
internal static class Fuzzing
{
    /// <summary>The number of inputs per property: few in a normal test run, as many as wanted in a long one.</summary>
    public static readonly int Iterations = int.TryParse(
        Environment.GetEnvironmentVariable("ROLEASSIST_FUZZ_ITERATIONS"),
        NumberStyles.None,
        CultureInfo.InvariantCulture,
        out var asked
    )
        ? asked
        : 2_000;

    private static readonly string[] Pieces =
    [
        "[profile a]",
        "[profile b]",
        "[default]",
        "[profile default]",
        "[sso-session s]",
        "[services s]",
        "[a]",
        "[ profile\ta ]",
        "[profile a",
        "[",
        "]",
        "[profile \"a b\"]",
        "name",
        "name = value",
        "Name=",
        "s3 =",
        "  sub = 1",
        "\tmore",
        " = ",
        "=",
        "# comment",
        " ; comment",
        "x # y",
        "a#b",
        "\n",
        "\n",
        "\n",
        "\r\n",
        "\r",
        " ",
        "\t",
        "\uFEFF",
        "\0",
        "\u2028",
        "é",
        "😂",
        "\udce9",
        "\ud800",
        "\v",
        "\u00a0",
    ];

    public static Gen<string> Text { get; } =
        Gen.OneOf(
            Gen.Int[0, Pieces.Length - 1].Select(index => Pieces[index]).Array[0, 40].Select(string.Concat),
            Gen.Char["[]= \t\n\r#;ab\"'\\profile\0é\uFEFF"].Array[0, 60].Select(characters => new string(characters)),
            Gen.String
        );

    public static Gen<byte[]> Bytes { get; } =
        Gen.OneOf(
            Gen.Byte.Array[0, 60],
            Gen.Select(
                Text,
                Gen.Byte.Array[0, 6],
                Text,
                byte[] (before, middle, after) =>
                    [
                        .. System.Text.Encoding.UTF8.GetBytes(before),
                        .. middle,
                        .. System.Text.Encoding.UTF8.GetBytes(after),
                    ]
            )
        );
}
