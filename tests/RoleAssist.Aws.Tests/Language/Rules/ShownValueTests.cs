using RoleAssist.Aws.Language;
using RoleAssist.Aws.SharedConfig;
using RoleAssist.Core.Settings;

namespace RoleAssist.Aws.Tests.Language.Rules;

/// <summary>Tests what findings, outlines, hovers and completions repeat of the files: no secret, and nothing long.</summary>
public class ShownValueTests
{
    /// <summary>The settings of the catalogue, and places outside of settings.</summary>
    public static TheoryData<string> PlacesOfSecrets { get; } =
        new([
            .. SettingsCatalogue
                .All.Select(setting =>
                    (setting.Block is { } block ? $"{(block == "*" ? "s3" : block)} =\n  " : "")
                    + $"{setting.Name} = {ConfigRuleTests.Secret}"
                )
                .Distinct(),
            $"{ConfigRuleTests.Secret} = x",
            $"s3 =\n  {ConfigRuleTests.Secret} = x",
            $"# {ConfigRuleTests.Secret}",
            $"{ConfigRuleTests.Secret} =\n  Foo = x\n  foo = x\n  foo = y",
        ]);

    [Theory]
    [MemberData(nameof(PlacesOfSecrets))]
    public void A_secret_in_any_place_is_in_no_message_and_no_title(string lines)
    {
        string[] sections =
        [
            "[profile a]",
            "[profile default]",
            "[sso-session a]",
            "[services a]",
            $"[profile {ConfigRuleTests.Secret}]",
        ];
        foreach (var section in sections)
        {
            var found = ConfigRuleTests.Find(
                MarkedText
                    .Read($"{section}\n{lines}\n---\n[a]\n{lines}\naws_secret_access_key = AKIAIOSFODNN7EXBMPLE\n")
                    .Files
            );

            Assert.All(
                found
                    .Select(finding => finding.Message)
                    .Concat(found.SelectMany(finding => finding.Related).Select(related => related.Message))
                    .Concat(found.SelectMany(finding => finding.Fixes).Select(fix => fix.Title)),
                text => Assert.DoesNotContain(ConfigRuleTests.Secret, text, StringComparison.OrdinalIgnoreCase)
            );
        }
    }

    [Fact]
    public void A_dangling_name_that_is_a_secret_is_not_added_as_a_section() =>
        Assert.Empty(
            ConfigRuleTests
                .Find(MarkedText.Read($"[profile a]\nservices = {ConfigRuleTests.Secret}\n").Files)
                .Single(found => found.Code == "DanglingServices")
                .Fixes
        );

    [Theory]
    [InlineData("retry_mode")]
    [InlineData("region")]
    [InlineData("role_arn")]
    [InlineData("source_profile")]
    [InlineData("s3 =\n  multipart_threshold")]
    public void A_long_value_is_not_repeated_and_stops_no_rule(string setting)
    {
        var value = new string('9', 1_000_000) + "x";
        var found = ConfigRuleTests.Find(
            MarkedText.Read($"[profile a]\noutput = jsn\n").Files with
            {
                Credentials = ConfigDocument.Parse($"[b]\n{setting} = {value}\n", SharedConfigFileKind.Credentials),
            }
        );

        Assert.Contains(found, finding => finding.Message.StartsWith("'jsn'", StringComparison.Ordinal));
        Assert.Contains(found, finding => finding.Document.Kind == SharedConfigFileKind.Credentials);
        Assert.All(found, finding => Assert.InRange(finding.Message.Length, 1, 2_001));
        Assert.All(found.SelectMany(finding => finding.Fixes), fix => Assert.InRange(fix.Title.Length, 1, 2_001));
    }

    [Fact]
    public void A_secret_is_in_no_outline()
    {
        var symbols = ConfigSymbols.In(
            ConfigDocument.Parse(
                $"[profile {ConfigRuleTests.Secret}]\nregion = {ConfigRuleTests.Secret}\n{ConfigRuleTests.Secret} = x\n",
                SharedConfigFileKind.Config
            )
        );

        Assert.Equal("<secret>", symbols[0].Name);
        Assert.Equal(
            [("region", "<secret>"), ("<secret>", null)],
            symbols[0].Children.Select(child => (child.Name, child.Detail))
        );
    }

    [Fact]
    public void A_secret_is_in_no_hover()
    {
        var text = new Markup(isMarkdown: true);

        Assert.DoesNotContain(
            ConfigRuleTests.Secret,
            text.Text(ConfigRuleTests.Secret).Code(ConfigRuleTests.Secret).Strong(ConfigRuleTests.Secret).ToString(),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("aws_account_id")]
    [InlineData("mfa_serial")]
    [InlineData("source_profile")]
    public void A_secret_is_not_offered(string setting)
    {
        var caret = Caret.In(
            $"[profile {ConfigRuleTests.Secret}]\nmfa_serial = {ConfigRuleTests.Secret}\naws_account_id = {ConfigRuleTests.Secret}\n"
                + $"[profile ok]\nmfa_serial = ok\naws_account_id = ok\n[profile a]\n{setting} = |\n"
        );

        var offered = ConfigCompleter.At(
            ConfigFileSet.Alone(caret.Document),
            caret.Document,
            caret.Offset,
            withSnippets: false
        );

        Assert.Equal(["ok"], offered.Select(completion => completion.Label));
    }
}
