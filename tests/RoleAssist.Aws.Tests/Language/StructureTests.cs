using RoleAssist.Aws.Language;
using RoleAssist.Aws.SharedConfig;
using RoleAssist.Core.Environment;

namespace RoleAssist.Aws.Tests.Language;

/// <summary>Symbols, folding, tokens, links, hints and hovers.</summary>
public class StructureTests
{
    private const string Text = """
        # one
        # two
        [profile a]
        aws_secret_access_key = hidden
        credential_process = keys --password hidden
        region = eu-west-1
        s3 =
          use_accelerate_endpoint = true

        # of b
        [profile b]
        duration_seconds = 5400
        endpoint_url = https://user:hidden@example.com
        sso_start_url = https://example.com/start
        unknown_setting = hidden
        """;

    private static readonly ConfigDocument Document = ConfigDocument.Parse(Text, SharedConfigFileKind.Config);

    [Fact]
    public void The_outline_has_no_value_that_may_be_a_secret()
    {
        var symbols = ConfigSymbols.In(Document);

        Assert.Equal(["a", "b"], symbols.Select(symbol => symbol.Name));
        Assert.Equal([null, null, "eu-west-1", null], symbols[0].Children.Select(symbol => symbol.Detail));
        Assert.Equal("true", symbols[0].Children[3].Children.Single().Detail);
        Assert.DoesNotContain(
            symbols.SelectMany(symbol => symbol.Children),
            child => child.Detail?.Contains("hidden") == true
        );
    }

    [Fact]
    public void Folds_sections_blocks_and_comments() =>
        Assert.Equal(
            [new(0, 1, true), new(2, 7, false), new(6, 7, false), new(10, 14, false)],
            ConfigFolding.In(Document)
        );

    [Fact]
    public void Tokens_tell_what_values_are()
    {
        var tokens = ConfigTokens
            .In(Document)
            .ToLookup(token => Text.Substring(token.Span.Start, token.Span.Length), token => token.Type);

        Assert.Equal(ConfigTokenType.Keyword, tokens["profile"].First());
        Assert.Equal(ConfigTokenType.Namespace, tokens["a"].First());
        Assert.Equal(ConfigTokenType.EnumMember, tokens["true"].First());
        Assert.Equal(ConfigTokenType.Number, tokens["5400"].First());
        Assert.Equal(ConfigTokenType.Comment, tokens["# one"].First());
    }

    [Fact]
    public void Links_lead_to_no_address_with_a_password()
    {
        var link = Assert.Single(ConfigLinks.In(Document));

        Assert.Equal("https://example.com/start", link.Target.AbsoluteUri);
    }

    [Fact]
    public void Hints_say_durations_in_words() =>
        Assert.Equal("1 h 30 min", Assert.Single(ConfigHints.In(Document, 0, Text.Length)).Label);

    [Theory]
    [InlineData("[default]\naws_secret_access_key = hid|den", "a secret")]
    [InlineData("[default]\naws_access_key_id = AKIA|IOSFODNN7EXAMPLE", @"a long\-lived access key")]
    [InlineData("[default]\nmfa_serial = arn:aws:iam::111122223333:mfa/m|e", "mfa/me` in account `111122223333`")]
    [InlineData("[default]\nreg|ion = eu-west-1", "AWS\\_REGION` is set|AWS_REGION` is set")]
    [InlineData("[default]\nretry|_mode = legacy", "`adaptive`")]
    public void Hovers_say_what_it_is_and_never_a_secret(string text, string expected)
    {
        var caret = Caret.In(text);
        var markup = new Markup(isMarkdown: true);
        var environment = new ProcessEnvironment(new Dictionary<string, string> { ["AWS_REGION"] = "hidden" });

        Assert.NotNull(ConfigHover.Write(caret.Document, caret.Offset, environment, markup));

        Assert.Contains(expected.Split('|'), part => markup.ToString().Contains(part, StringComparison.Ordinal));
        Assert.DoesNotContain("hidden", markup.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Markup_has_no_links_of_its_own()
    {
        var markup = new Markup(isMarkdown: true).Text("[x](command:y) https://z <b>").Code("a``b").Text("\u202E");

        Assert.Equal(
            @"\[x\]\(command\:y\) https\:\/\/z \<b\>```a``b```�".Replace(@"\/", "/", StringComparison.Ordinal),
            markup.ToString()
        );
    }
}
