using System.Text;
using RoleAssist.Core.AgentTools;
using RoleAssist.Core.Environment;
using RoleAssist.Host.Mcp.Tools;

namespace RoleAssist.Host.Tests.Mcp;

public class SecretRedactorTests
{
    private const string Known = "kN/own+Secret0/With+Signs";
    private static readonly SecretRedactor Redactor = new([Known, "short", null]);

    public static TheoryData<string> Forms =>
        [
            Known,
            Uri.EscapeDataString(Known),
            Known.Replace("/", @"\/", StringComparison.Ordinal),
            Known.Replace("+", @"\u002B", StringComparison.Ordinal),
            Known.Replace("+", @"\u002b", StringComparison.Ordinal),
            Convert.ToHexString(Encoding.UTF8.GetBytes(Known)),
            Convert.ToHexStringLower(Encoding.UTF8.GetBytes(Known)),
        ];

    [Theory]
    [MemberData(nameof(Forms))]
    public void Removes_a_known_secret_in_every_form(string form)
    {
        var redacted = Redactor.Redact($"before {form} after");

        Assert.Equal($"before {SecretRedactor.Substitute} after", redacted);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("ab")]
    public void Removes_a_known_secret_within_base64(string before)
    {
        var encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{before}{Known}:after"));

        Assert.Contains(SecretRedactor.Substitute, Redactor.Redact(encoded), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"SecretAccessKey": "abcd1234", "AccessKeyId": "AKIA"}""", "abcd1234")]
    [InlineData("""{"sessionToken":"abcd1234"}""", "abcd1234")]
    [InlineData("aws_secret_access_key = abcd1234", "abcd1234")]
    [InlineData("AWS_SESSION_TOKEN=abcd1234", "abcd1234")]
    [InlineData("export AWS_SECRET_ACCESS_KEY='abcd1234'", "abcd1234")]
    [InlineData("|  SecretAccessKey  |  abcd1234  |", "abcd1234")]
    [InlineData("SessionToken:  abcd1234", "abcd1234")]
    [InlineData("<SecretAccessKey>abcd1234</SecretAccessKey>", "abcd1234")]
    [InlineData("""{"accessToken":"abcd1234","refreshToken":"efgh5678"}""", "efgh5678")]
    [InlineData("""{\"clientSecret\": \"abcd1234\"}""", "abcd1234")]
    [InlineData("DB_PASSWORD=abcd1234", "abcd1234")]
    [InlineData("Authorization: Bearer abcd1234", "abcd1234")]
    [InlineData("https://b.s3/k?X-Amz-Security-Token=abcd1234&X-Amz-Signature=efgh", "efgh")]
    [InlineData(
        "CREDENTIALS\tASIAX\t2026\twJalrXUtnFEMI9K7MDENGbPxRfiCYzQw1bT4hVnL\tx",
        "wJalrXUtnFEMI9K7MDENGbPxRfiCYzQw1bT4hVnL"
    )]
    [InlineData("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N", "eyJzdWIi")]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----\nabcd\n-----END RSA PRIVATE KEY-----", "abcd")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nabcd", "abcd")]
    public void Removes_what_has_the_name_or_the_form_of_a_secret(string text, string secret)
    {
        var redacted = Redactor.Redact(text);

        Assert.DoesNotContain(secret, redacted, StringComparison.Ordinal);
        Assert.Contains(SecretRedactor.Substitute, redacted, StringComparison.Ordinal);
    }

    /// <summary>Like those of AWS: 40 random characters, and many more.</summary>
    private const string Key = "wJalrXUtnFEMI9K7MDENGbPxRfiCYzQw1bT4+hV/";

    private const string Token =
        "IQoJb3JpZ2luX2VjEJr//////////wEaCXVzLWVhc3QtMSJHMEUCIQDf6fA0QvT7cYQz2u9pJ1n5mKd8sWxRtZ0aLbHgUeVoPiBqXy4CrN3MjSkFwDhGlTz1"
        + "O7vEaKmUb5sYpR9dXc2fJqLt8HnWiGzVxQk0Mo6ZrBeS4uTyNaDwPlCjFgIhKvXs3R1mEoYb7nUdLt5qQzJxWcAiHfGkVpZ2r8MsTe9uByNo0aDwPlCj";

    public static TheoryData<string, string> Printed
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var (name, secret) in ((string, string)[])[("key", Key), ("token", Token)])
            {
                var bytes = Encoding.ASCII.GetBytes(secret);
                var base64 = Convert.ToBase64String(bytes);
                foreach (
                    var (how, text) in (IEnumerable<(string, string)>)
                        [
                            ("plain", secret),
                            ("fold -w 7", Wrap(secret, 7, "\n")),
                            ("a blank after each", Wrap(secret, 1, " ")),
                            ("od -c", Dump(bytes, 1, one => $"   {(char)one[0]}")),
                            ("base64 -w 76", Wrap(base64, 76, "\n")),
                            ("base64 -w 20", Wrap(base64, 20, "\r\n")),
                            ("base64 of x and it", Convert.ToBase64String([1, .. bytes])),
                            ("base64 within more", Convert.ToBase64String([.. new byte[77], .. bytes, .. new byte[9]])),
                            ("base64url", base64.TrimEnd('=').Replace('+', '-').Replace('/', '_')),
                            ("base64 in JSON", Wrap(base64, 76, "\\n")),
                            ("base32", Wrap(Base32(bytes), 76, "\n")),
                            ("base32 of ab and it", Base32([1, 2, .. bytes])),
                            ("xxd", Dump(bytes, 2, two => $"{Convert.ToHexStringLower(two)} ", ascii: true)),
                            ("xxd -u -c 30", Dump(bytes, 2, two => $"{Convert.ToHexString(two)} ", line: 30)),
                            ("xxd -p", Wrap(Convert.ToHexStringLower(bytes), 60, "\n")),
                            ("hex with colons", string.Join(':', bytes.Select(one => $"{one:X2}"))),
                            ("C", string.Join(", ", bytes.Select(one => $"0x{one:x2}"))),
                            ("escapes of a shell", string.Concat(bytes.Select(one => $"\\x{one:x2}"))),
                            ("escapes of JSON", string.Concat(secret.Select(one => $"\\u{(int)one:x4}"))),
                            ("URL", string.Concat(bytes.Select(one => $"%{one:X2}"))),
                            ("URL encoded", Uri.EscapeDataString(secret)),
                            ("od -tx1", Dump(bytes, 1, one => $" {one[0]:x2}")),
                            ("od -x", Dump(bytes, 2, two => $" {two[1]:x2}{two[0]:x2}")),
                            ("od -tx4", Dump(bytes, 4, four => $" {Convert.ToHexStringLower([.. four.Reverse()])}")),
                            ("od -tx8", Dump(bytes, 8, all => $" {Convert.ToHexStringLower([.. all.Reverse()])}")),
                            ("od -b", Dump(bytes, 1, one => $" {Convert.ToString(one[0], 8).PadLeft(3, '0')}")),
                            (
                                "od",
                                Dump(bytes, 2, two => $" {Convert.ToString(two[0] | (two[1] << 8), 8).PadLeft(6, '0')}")
                            ),
                            ("od -td2", Dump(bytes, 2, two => $" {BitConverter.ToUInt16(two), 6}")),
                            ("od -td4", Dump(bytes, 4, four => $" {BitConverter.ToUInt32(four), 11}")),
                            ("od -td8", Dump(bytes, 8, all => $" {BitConverter.ToUInt64(all), 20}")),
                            ("od -to4", Dump(bytes, 4, four => $" {Octal(BitConverter.ToUInt32(four), 11)}")),
                            ("od -to8", Dump(bytes, 8, all => $" {Octal(BitConverter.ToUInt64(all), 22)}")),
                            (
                                "od -td1 -w4",
                                Dump(bytes, 1, one => $" {one[0], 4}", line: 4)
                                    .Replace(":", "", StringComparison.Ordinal)
                            ),
                            ("od -td2 --endian=big", Dump(bytes, 2, two => $" {(two[0] << 8) | two[1], 6}")),
                            ("hexdump -d", Dump(bytes, 2, two => $"   {BitConverter.ToUInt16(two):D5}")),
                            ("xxd -c4", Dump(bytes, 2, two => $"{Convert.ToHexStringLower(two)} ", true, line: 4)),
                            ("xxd -c1", Dump(bytes, 1, one => $"{one[0]:x2} ", ascii: true, line: 1)),
                            ("a dash after each", Wrap(secret, 1, "-")),
                            ("an underscore after each", Wrap(secret, 1, "_")),
                            ("a slash after two", Wrap(secret, 2, "/")),
                            ("base64 with dashes", Wrap(base64, 4, "-")),
                            ("od -tu1", Dump(bytes, 1, one => $" {one[0], 3}")),
                            ("a list of numbers", $"[{string.Join(", ", bytes)}]"),
                            ("HTML", string.Concat(bytes.Select(one => $"&#{one};"))),
                            ("bits", string.Join(' ', bytes.Select(one => Convert.ToString(one, 2).PadLeft(8, '0')))),
                            ("UTF-16", string.Concat(secret.Select(one => $"{one}\0"))),
                            ("UTF-16 in base64", Convert.ToBase64String(Encoding.Unicode.GetBytes(secret))),
                            ("UTF-16 in hex", Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(secret))),
                            ("rev", string.Concat(secret.Reverse())),
                            ("rev and base64", Convert.ToBase64String([.. bytes.Reverse()])),
                            (
                                "halves",
                                $"first: {secret[..(secret.Length / 2)]} second: {secret[(secret.Length / 2)..]}"
                            ),
                            ("a line each", $"1: {secret[..13]}\n2: {secret[13..26]}\n3: {secret[26..]}"),
                        ]
                )
                {
                    data.Add($"{name} as {how}", text);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Printed))]
    public void Leaves_no_useful_part_of_a_random_secret(string how, string text)
    {
        var redacted = new SecretRedactor([Key, Token]).Redact($"before\n{text}\nafter\n");

        Assert.True(redacted.Contains(SecretRedactor.Substitute, StringComparison.Ordinal), how);
        Assert.StartsWith("before\n", redacted, StringComparison.Ordinal);
        Assert.EndsWith("\nafter\n", redacted, StringComparison.Ordinal);

        // What is left has no more than the ends of what was encoded, or names of lines.
        var left = redacted["before\n".Length..^"\nafter\n".Length]
            .Replace(SecretRedactor.Substitute, "", StringComparison.Ordinal);
        Assert.True(left.Length <= Math.Max(40, text.Length / 4), $"{how}: {left}");
    }

    /// <summary>Output of the AWS CLI, and of other tools, that has nothing of the secrets.</summary>
    [Theory]
    [InlineData("""{"UserId": "AROAIOSFODNN7EXAMPLEX:me@host-agent-claude-code", "Account": "222233334444"}""")]
    [InlineData(
        """{"AccessKeyMetadata": [{"UserName": "x", "AccessKeyId": "AKIAIOSFODNN7EXAMPLE", "Status": "Active"}]}"""
    )]
    [InlineData("|  AccessKeyId |  AKIAIOSFODNN7EXAMPLE   |\n|  CreateDate  |  2026-01-01T00:00:00Z   |")]
    [InlineData("sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")]
    [InlineData(
        """{"ETag": "\"d41d8cd98f00b204e9800998ecf8427e\"", "CodeSha256": "n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg="}"""
    )]
    [InlineData(
        """{"HttpTokens": "required", "NextToken": "AYADeF3kXn1bQpG8w0Zl2mVtRsU5yHcJdNoEiKaLqWxYzTu9", "MaxTokens": 4096}"""
    )]
    [InlineData(
        """{"SecretArn": "arn:aws:secretsmanager:eu-central-1:222233334444:secret:db-AbCdEf", "SecretName": "db"}"""
    )]
    [InlineData(
        """{"MasterUserSecret": {"SecretStatus": "active", "KmsKeyId": "arn:aws:kms:r:1:key/a"}, "PasswordPolicy": "x"}"""
    )]
    [InlineData("""{"clientRequestToken": "2f1c7f0e-51a5-4a2e-9a51-0f7f4f7b8a11", "UpdateToken": "1234-5678-9012"}""")]
    [InlineData("00000000: 7f45 4c46 0201 0100 0000 0000 0000 0000  .ELF............")]
    [InlineData("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ7mQ1rXv9 me@host")]
    [InlineData("  File \"/usr/lib/python3/site-packages/botocore/client.py\", line 530, in _api_call")]
    [InlineData("SyntaxError: Unexpected token: )")]
    [InlineData("10 20 30 40 50 60 70 80 90 100 110 120 65 66 67 68")]
    public void Leaves_innocent_output(string text) =>
        Assert.Equal(text, new SecretRedactor([Key, Token]).Redact(text));

    [Theory]
    [InlineData("/home/me/projects/service/src", "cd /home/me/projects/service/lib/main && ls")]
    [InlineData(
        "https://user@registry.example.com/path/to/packages",
        "see registry.example.com/path/to/packages-other"
    )]
    [InlineData(
        "arn:aws:secretsmanager:eu-central-1:222233334444:secret:db",
        "arn:aws:secretsmanager:eu-central-1:2222"
    )]
    [InlineData("correct horse battery staple of mine", "the correct horse battery was good")]
    public void Looks_for_parts_of_random_secrets_only(string secret, string text) =>
        Assert.Equal(text, new SecretRedactor([secret]).Redact(text));

    private static string Wrap(string text, int width, string separator) =>
        string.Join(separator, text.Chunk(width).Select(line => new string(line)));

    /// <summary>As xxd(1) and od(1) do it: offsets, and words of bytes.</summary>
    private static string Dump(byte[] bytes, int word, Func<byte[], string> write, bool ascii = false, int line = 16)
    {
        var padded = bytes.Concat(new byte[(8 - (bytes.Length % 8)) % 8]);
        return string.Join(
            '\n',
            padded
                .Chunk(line)
                .Select(
                    (row, index) =>
                        $"{index * line:x8}: {string.Concat(row.Chunk(word).Select(write))}"
                        + (ascii ? $" {Encoding.ASCII.GetString(row).Replace('\0', '.')}" : "")
                )
        );
    }

    private static string Octal(ulong value, int digits) =>
        Convert.ToString(unchecked((long)value), 8).PadLeft(digits, '0');

    private static string Base32(byte[] bytes)
    {
        var bits = string.Concat(bytes.Select(one => Convert.ToString(one, 2).PadLeft(8, '0')));
        return string.Concat(
            bits.Chunk(5)
                .Select(five =>
                    "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[Convert.ToInt32(new string(five).PadRight(5, '0'), 2)]
                )
        );
    }

    [Theory]
    [InlineData("""{"NextToken": "abcd", "ClientToken": "x", "Arn": "arn:aws:iam::111122223333:role/Admin"}""")]
    [InlineData("""{"PasswordLastUsed": "2026-01-01", "SecretAccessKey": null}""")]
    [InlineData("commit 4acbd2560123456789abcdef0123456789abcdef")]
    [InlineData("/aws/lambda/my-function-name-of-40-character")]
    [InlineData("short i-0123456789abcdef0 subnet-0123456789abcdef0")]
    public void Leaves_everything_else(string text) => Assert.Equal(text, Redactor.Redact(text));

    [Fact]
    public void Finds_a_secret_that_is_split_over_reads_and_at_the_cut()
    {
        var output = new CommandOutput(1_000, [Known]);
        var text = Encoding.UTF8.GetBytes(new string('x', 990) + Known + new string('y', 5_000));

        foreach (var one in text)
        {
            output.Write(isError: false, [one]);
        }

        var (read, cut, _, _) = output.Read();
        Assert.Equal(new string('x', 990), read.TrimEnd('['));
        Assert.Equal(text.Length - 1_000, cut);
    }

    [Fact]
    public void Finds_the_secrets_that_a_command_was_given()
    {
        var output = new CommandOutput(1_000, []);
        output.Learn([
            new EnvironmentChange("AWS_SECRET_ACCESS_KEY", Known),
            new EnvironmentChange("A", "public-word-here"),
        ]);

        output.Write(isError: true, Encoding.UTF8.GetBytes($"{Known} public-word-here"));

        Assert.Equal($"{SecretRedactor.Substitute} public-word-here", output.Read().Error);
    }

    [Theory]
    [InlineData("äöü", 3, "ä")]
    [InlineData("a😀b", 3, "a")]
    [InlineData("a😀b", 5, "a😀")]
    public void Cuts_between_characters(string text, int longest, string expected)
    {
        var output = new CommandOutput(longest, []);

        output.Write(isError: false, Encoding.UTF8.GetBytes(text));

        Assert.Equal(expected, output.Read().Output);
    }

    [Fact]
    public void Replaces_what_is_invisible_or_controls_a_terminal()
    {
        var output = new CommandOutput(1_000, []);

        output.Write(isError: false, "a\u001b[2J\u202e\tb\r\nc\U000E0041\xff"u8.ToArray());

        var read = output.Read().Output;
        Assert.DoesNotContain('\u001b', read);
        Assert.DoesNotContain('\u202e', read);
        Assert.Contains("\tb\nc", read, StringComparison.Ordinal);
    }

    [Fact]
    public void Takes_bounded_memory_and_time()
    {
        var output = new CommandOutput(CommandOutput.Longest, [Known]);
        var piece = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("eyJ-----BEGIN aoa", 4_000)));

        for (var written = 0; written < 100; written++)
        {
            output.Write(isError: false, piece);
        }

        Assert.True(output.Read().OutputCut > 0);
    }
}
