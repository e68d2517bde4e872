using RoleAssist.Aws.Language;
using RoleAssist.Aws.SharedConfig;
using RoleAssist.Core.Settings;

namespace RoleAssist.Aws.Tests.Language;

public class ConfigCompleterTests
{
    private const string Chain =
        "[profile a]\nsource_profile = b\n[profile b]\nsource_profile = c\n[profile c]\nregion = x\n[profile d]\n";

    [Theory]
    [InlineData("[|", "profile sso-session services default")]
    [InlineData("[default]\n[|]", "profile sso-session services")]
    [InlineData("[profile a]\nsource_profile = b\n[profile |", "b")]
    [InlineData("[profile a]\nsso_session = s\n[sso-session s|]", "s")]
    [InlineData("[default]\nretry_mode = |", "standard adaptive legacy")]
    [InlineData("[sso-session s]\n[default]\nsso_session = |", "s")]
    [InlineData("[profile a]\nmfa_serial = m\n[profile b]\nmfa_serial = |", "m")]
    [InlineData("[default]\naws_secret_access_key = |", "")]
    [InlineData("[default]\nrole_arn = |", "")]
    [InlineData("# |", "")]
    [InlineData("region = |", "")]
    public void Offers_what_fits_the_place(string text, string labels) => Assert.Equal(labels, Labels(text));

    [Fact]
    public void Offers_no_source_that_would_close_a_cycle()
    {
        Assert.Equal(
            "d",
            Labels(Chain.Replace("[profile c]\n", "[profile c]\nsource_profile = |\n", StringComparison.Ordinal))
        );
        Assert.Equal("a b c", Labels(Chain + "source_profile = |"));
    }

    [Fact]
    public void Regions_of_the_partition_come_first()
    {
        var caret = Caret.In("[default]\nrole_arn = arn:aws-cn:iam::111122223333:role/r\nregion = |");

        var first = Complete(caret).OrderBy(item => item.Rank).First();

        Assert.StartsWith("cn-", first.Label, StringComparison.Ordinal);
    }

    [Fact]
    public void Offers_settings_that_the_section_lacks_and_those_it_needs_first()
    {
        var caret = Caret.In("[default]\naws_access_key_id = x\nregion = y\n|");

        var offered = Complete(caret, withSnippets: false).ToDictionary(item => item.Label);

        Assert.DoesNotContain("region", offered.Keys);
        Assert.Equal(ConfigCompletion.Needed, offered["aws_secret_access_key"].Rank);
        Assert.Equal("role_arn = ", offered["role_arn"].NewText);
        Assert.Equal("s3 =", offered["s3"].NewText);
        Assert.True(offered["aws_security_token"].IsDeprecated);
    }

    [Fact]
    public void Keys_come_last_in_the_config_file_and_say_where_they_belong()
    {
        var inConfig = Complete(Caret.In("[default]\n|")).Single(item => item.Label == "aws_access_key_id");
        var inCredentials = Complete(Caret.In("[default]\n|", SharedConfigFileKind.Credentials))
            .Single(item => item.Label == "aws_access_key_id");

        Assert.Equal(
            (ConfigCompletion.Discouraged, "belongs in the credentials file"),
            (inConfig.Rank, inConfig.Detail)
        );
        Assert.Equal(ConfigCompletion.Usual, inCredentials.Rank);
    }

    public static TheoryData<string> SettingsWithWords { get; } =
    [
        .. SettingsCatalogue
            .In(SettingSection.Profile, block: null)
            .Where(setting => setting.Values.Count > 0 && !setting.IsMistake)
            .Select(setting => setting.Name),
    ];

    [Theory]
    [MemberData(nameof(SettingsWithWords))]
    public void A_word_that_would_be_underlined_is_offered_last_and_says_why(string setting)
    {
        foreach (var item in Complete(Caret.In($"[default]\n{setting} = |")))
        {
            var accepted = ConfigDocument.Parse(
                $"[default]\n{setting} = {item.NewText}\n",
                SharedConfigFileKind.Config
            );
            var isUnderlined = Rules
                .ConfigRuleTests.Find(ConfigFileSet.Alone(accepted))
                .Any(found => found.Code is "InvalidValue" or "ValueDividesSdks");

            Assert.Equal(isUnderlined, item.Rank == ConfigCompletion.Discouraged);
            Assert.Equal(isUnderlined, item.Documentation is not null);
        }
    }

    [Theory]
    [InlineData("[prof|ile a]", "profile", "profile")]
    [InlineData("[prof|]", "profile", "profile ")]
    [InlineData("[prof|", "profile", "profile ")]
    [InlineData("[sso|\ta]", "sso-session", "sso-session")]
    public void A_word_of_a_header_brings_a_blank_if_there_is_none(string text, string word, string expected) =>
        Assert.Equal(expected, Complete(Caret.In(text)).Single(item => item.Label == word).NewText);

    [Fact]
    public void A_name_before_a_value_is_replaced_alone()
    {
        var caret = Caret.In("[default]\nreg|x = y");

        var item = Complete(caret).Single(item => item.Label == "region");

        Assert.Equal(("regx", "region"), (caret.TextOf(item.Replaced), item.NewText));
    }

    [Fact]
    public void Offers_settings_of_a_block() =>
        Assert.Contains("max_concurrent_requests", Labels("[default]\ns3 =\n  |"), StringComparison.Ordinal);

    [Fact]
    public void Offers_services_and_their_endpoint()
    {
        Assert.Contains("secrets_manager", Labels("[services s]\n|"), StringComparison.Ordinal);
        Assert.Equal("endpoint_url", Labels("[services s]\ns3 =\n  |"));
    }

    [Fact]
    public void Whole_profiles_are_snippets_where_a_line_begins()
    {
        Assert.Contains(Complete(Caret.In("[default]\n|"), withSnippets: true), item => item.IsSnippet);
        var inHeader = Caret.In("[|]");
        var snippet = Complete(inHeader, withSnippets: true).First(item => item.IsSnippet);
        Assert.Equal(("[]", "[profile with a role"), (inHeader.TextOf(snippet.Replaced), snippet.Filter));
        Assert.DoesNotContain(Complete(Caret.In("[default]\nregion = |"), withSnippets: true), item => item.IsSnippet);
    }

    [Fact]
    public void The_credentials_file_is_offered_the_profiles_of_the_config_file()
    {
        var config = ConfigDocument.Parse("[profile a]\n[profile b]\n", SharedConfigFileKind.Config);
        var caret = Caret.In("[a]\n[|]", SharedConfigFileKind.Credentials);

        var items = ConfigCompleter.At(new ConfigFileSet(config, caret.Document), caret.Document, caret.Offset, true);

        Assert.Equal(["default", "b"], items.Select(item => item.Label));
    }

    private static string Labels(string text) => string.Join(' ', Complete(Caret.In(text)).Select(item => item.Label));

    private static IReadOnlyList<ConfigCompletion> Complete(Caret caret, bool withSnippets = false) =>
        ConfigCompleter.At(ConfigFileSet.Alone(caret.Document), caret.Document, caret.Offset, withSnippets);
}
