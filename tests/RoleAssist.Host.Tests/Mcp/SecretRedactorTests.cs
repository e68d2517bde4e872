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
