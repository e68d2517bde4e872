using CsCheck;
using RoleAssist.Aws.SharedConfig;

namespace RoleAssist.Aws.Tests.SharedConfig;

public class SharedConfigParserTests
{
    [Fact]
    public void A_bad_line_is_reported_with_its_place_and_costs_nothing_else()
    {
        var document = Parse("[profile a]\nregion = x\nnonsense\n  lost\n[profile b\nregion = y\n[profile c]\nregion = z\n= v\n");

        Assert.Equal(["a", "c"], document.Sections.Select(section => section.Name));
        Assert.Equal("z", document.Sections[1].Settings["region"].Value);
        Assert.Equal(
            [(3, 1), (4, 3), (5, 1), (9, 1)],
            document.Problems.Select(problem => (problem.Location!.Line, problem.Location.Column)));
    }

    [Fact]
    public void What_follows_a_broken_header_belongs_to_no_profile() =>
        Assert.Equal("eu-west-1", Parse("[profile a]\nregion = eu-west-1\n[profile b\nregion = us-east-1\n").Sections[0].Settings["region"].Value);

    [Theory]
    [InlineData("[profile \"a b\"]", "a b")]
    [InlineData("[profile 'a b']", "a b")]
    [InlineData("[ profile\ta ] # comment", "a")]
    [InlineData("[profile a];comment", "a")]
    public void Names_come_without_quotes_padding_and_comments(string header, string name) =>
        Assert.Equal((SectionKind.Profile, name), (Parse(header).Sections[0].Kind, Parse(header).Sections[0].Name));

    [Theory]
    [InlineData("[a]")]
    [InlineData("[Profile a]")]
    [InlineData("[profilea]")]
    [InlineData("[profile a b]")]
    [InlineData("[sso-session a]")]
    [InlineData("[plugins]")]
    public void Other_sections_of_the_config_file_are_no_profiles(string header) =>
        Assert.Equal(SectionKind.Ignored, Parse(header).Sections[0].Kind);

    [Fact]
    public void Names_of_settings_are_read_without_regard_to_case() =>
        Assert.Equal("x", Parse("[profile a]\nRole_ARN = x").Sections[0].Settings["role_arn"].Value);

    [Fact]
    public void No_text_at_all_makes_it_fail() =>
        Gen.Char["[]= \t\n\r#;ab\"'\\profile\u0000é"].Array[0, 60].Select(characters => new string(characters))
            .Sample(text => Parse(text) is not null, iter: 20_000);

    private static SharedConfigDocument Parse(string text) => SharedConfigParser.Parse(text, "config", SharedConfigFileKind.Config);
}
