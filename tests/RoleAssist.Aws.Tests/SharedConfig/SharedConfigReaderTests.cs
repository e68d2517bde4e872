using System.Text;
using CsCheck;
using RoleAssist.Aws.SharedConfig;
using RoleAssist.Aws.SharedConfig.Syntax;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Aws.Tests.SharedConfig;

public class SharedConfigReaderTests
{
    /// <summary>Throws for unpaired surrogates.</summary>
    private static readonly UTF8Encoding StrictUtf8 = new(
        encoderShouldEmitUTF8Identifier: false,
        throwOnInvalidBytes: true
    );

    [Fact]
    public void Reports_every_error_with_its_location_and_reads_everything_else()
    {
        var document = Config(
            "[profile a]\nregion = x\nnonsense\n  lost with it\n[profile b\nregion = y\n[profile c]\n  nobody's\nregion = z\n= v\ns3 =\n  x = 1\n  rubbish\n  = 2\n  y = 3\n"
        );

        Assert.Equal(["a", "c"], document.Sections.Select(section => section.Name));
        Assert.Equal("x", document.Sections[0].Settings["region"].Value);
        Assert.Equal(["region", "s3"], document.Sections[1].Settings.Keys);
        Assert.Equal("\nx = 1\ny = 3", document.Sections[1].Settings["s3"].Value);
        Assert.Equal(
            [
                (3, 1, "Expected an '=' sign defining a property."),
                (5, 1, "Profile definition must end with ']'."),
                (8, 3, "Expected a property definition, found continuation."),
                (10, 1, "Property did not have a name."),
                (13, 3, "Expected an '=' sign defining a sub-property."),
                (14, 3, "Sub-property did not have a name."),
            ],
            Errors(document)
                .Select(error =>
                    (error.Location!.Line, error.Location.Column, error.Message[..(error.Message.IndexOf('.') + 1)])
                )
        );
        Assert.All(
            Errors(document),
            error => Assert.Equal((ErrorCode.ConfigurationInvalid, "config"), (error.Code, error.Location!.File))
        );
    }

    [Theory]
    [InlineData("region = x\n[profile a]", 1, 1)]
    [InlineData("\n  region = x\n[profile a]", 2, 3)]
    public void Text_before_the_first_section_is_an_error(string text, int line, int column)
    {
        var error = Assert.Single(Errors(Config(text)));

        Assert.StartsWith("Expected a profile definition", error.Message, StringComparison.Ordinal);
        Assert.Equal((line, column), (error.Location!.Line, error.Location.Column));
    }

    [Theory]
    [InlineData("[profile a")]
    [InlineData("[")]
    [InlineData("[profile a] b")]
    [InlineData("[profile a # ]")]
    [InlineData("[profile a ; comment]")]
    public void A_header_must_end_with_a_bracket(string header)
    {
        var document = Config($"[profile before]\nregion = r\n{header}\nregion = lost\nand this too\n");

        Assert.Equal("r", Assert.Single(document.Sections).Settings["region"].Value);
        Assert.Equal([3, 5], Errors(document).Select(error => error.Location!.Line));
    }

    [Fact]
    public void Reports_errors_in_ignored_sections() =>
        Assert.Equal(2, Assert.Single(Errors(Config("[unknown section]\nnonsense"))).Location!.Line);

    [Theory]
    [InlineData("[profile a]", "a")]
    [InlineData("[\t profile \t a\t ]  ", "a")]
    [InlineData("[profile a]# comment", "a")]
    [InlineData("[profile a] ; ] comment", "a")]
    [InlineData("[profile default]", "default")]
    [InlineData("[profile profile]", "profile")]
    [InlineData("[profile A-z0_9/.%@:+]", "A-z0_9/.%@:+")]
    [InlineData("[profile \"a b\"]", "a b")]
    [InlineData("[profile 'a b']", "a b")]
    public void Config_file_profiles_have_the_profile_prefix(string header, string name) =>
        Assert.Equal((SectionKind.Profile, name), Only(Config(header)));

    [Fact]
    public void Shows_an_invalid_byte_in_a_name_as_a_replacement_character() =>
        Assert.Equal((SectionKind.Profile, "a\uFFFD"), Only(Config("[profile 'a\uDCE9']")));

    [Theory]
    [InlineData("[a]")]
    [InlineData("[]")]
    [InlineData("[ ]")]
    [InlineData("[profile]")]
    [InlineData("[profile ]")]
    [InlineData("[Profile a]")]
    [InlineData("[profilea]")]
    [InlineData("[profile a b]")]
    [InlineData("[profile \"a\" \"b\"]")]
    [InlineData("[profile \"a]")]
    [InlineData("[profile a]]")]
    [InlineData("[profile ä]")]
    [InlineData("[profile\u00a0a]")]
    [InlineData("[sso-sesion a]")]
    [InlineData("[plugins]")]
    [InlineData("[DEFAULT]")]
    public void Ignores_other_sections_of_the_config_file(string header)
    {
        var document = Config($"{header}\nregion = r");

        Assert.Empty(document.Sections);
        Assert.Empty(Errors(document));
    }

    [Theory]
    [InlineData("[a]", "a")]
    [InlineData("[  a\t]", "a")]
    [InlineData("[default]", "default")]
    [InlineData("[profile]", "profile")]
    public void Credentials_file_profiles_have_no_prefix(string header, string name) =>
        Assert.Equal((SectionKind.Profile, name), Only(Credentials(header)));

    [Theory]
    [InlineData("[profile a]")]
    [InlineData("[profile default]")]
    [InlineData("[sso-session a]")]
    [InlineData("[services a]")]
    [InlineData("[a b]")]
    [InlineData("[\"a b\"]")]
    [InlineData("[a!]")]
    [InlineData("[]")]
    public void Ignores_other_sections_of_the_credentials_file(string header) =>
        Assert.Empty(Credentials(header).Sections);

    [Theory]
    [InlineData("[sso-session a]", 3)]
    [InlineData("[ services  a ]", 4)]
    public void Reads_other_kinds_of_sections_in_the_config_file(string header, int kind) =>
        Assert.Equal(((SectionKind)kind, "a"), Only(Config(header)));

    [Theory]
    [InlineData("name = value", "value")]
    [InlineData("name=value", "value")]
    [InlineData("name \t=\t value \t", "value")]
    [InlineData("NAME = Value", "Value")]
    [InlineData("name =", "")]
    [InlineData("name = ", "")]
    [InlineData("name = a=b==", "a=b==")]
    [InlineData("name = a # b", "a")]
    [InlineData("name = a\t; b", "a")]
    [InlineData("name = a#b;c", "a#b;c")]
    [InlineData("name = a#b #c", "a#b")]
    [InlineData("name = # a", "")]
    [InlineData("name =# a", "# a")]
    [InlineData("name = [a]", "[a]")]
    [InlineData("name = a\u00a0", "a\u00a0")]
    [InlineData("name = \0", "\0")]
    [InlineData("name = 😂", "😂")]
    [InlineData("name = a\n  b", "a\nb")]
    [InlineData("name = a\n\n\n\t b \t\n# comment\n \n  c # no comment", "a\nb\nc # no comment")]
    [InlineData("name = a # b\n  # c", "a\n# c")]
    [InlineData("name =\n  a = b", "\na = b")]
    [InlineData("name =\n  a =\n\t b  c  =  d # e", "\na =\nb  c  =  d # e")]
    [InlineData("name = # a\n  b = c", "\nb = c")]
    [InlineData("name = first\nname = last", "last")]
    [InlineData("name = first\nNaMe = last", "last")]
    [InlineData("name = value\nin valid = x\n  lost\nother! = y", "value")]
    public void Reads_values_as_aws_does(string text, string value)
    {
        var document = Config($"[profile a]\n{text}\n");

        Assert.Empty(Errors(document));
        var (name, setting) = Assert.Single(Assert.Single(document.Sections).Settings);
        Assert.Equal(
            ("name", value, new SourceLocation("config", name == "name" ? setting.Location!.Line : 0, 1)),
            (name, setting.Value, setting.Location)
        );
    }

    [Theory]
    [InlineData("name =\n  # comment")]
    [InlineData("name =\n  a # = b")]
    [InlineData("name =\n  in valid\n")]
    public void A_line_of_a_block_must_be_a_sub_property(string text) =>
        Assert.StartsWith(
            "Expected an '=' sign defining a sub-property",
            Assert.Single(Errors(Config($"[profile a]\n{text}"))).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void A_header_ends_a_value_but_comment_and_blank_lines_do_not()
    {
        var error = Assert.Single(Errors(Config("[profile a]\nname = a\n[profile a]\n  b")));

        Assert.Equal((4, 3), (error.Location!.Line, error.Location.Column));
    }

    [Theory]
    [InlineData("[profile default]\nname = a\n[default]\nname = b\nother = c", "a")]
    [InlineData("[default]\nname = b\nother = c\n[profile default]\nname = a", "a")]
    [InlineData("[default]\nname = b\n", "b")]
    [InlineData("[default]\nname = x\n[default]\nname = b\n", "b")]
    public void Profile_default_replaces_bare_default(string text, string value)
    {
        var profile = Merge(text, "").Get("default");

        Assert.Equal(("name", value), (Assert.Single(profile.Settings).Key, profile["name"]));
    }

    [Fact]
    public void Merges_the_default_profile_of_the_credentials_file_with_either_form()
    {
        Assert.Equal("ab", Values(Merge("[profile default]\nname = a", "[default]\nother = b").Get("default")));
        Assert.Equal("ab", Values(Merge("[default]\nname = a", "[default]\nother = b").Get("default")));
        Assert.Equal("a", Values(Merge("[default]\nname = a", "[profile default]\nother = b").Get("default")));
    }

    [Fact]
    public void Merges_sections_of_the_same_name_and_prefers_the_credentials_file()
    {
        var profiles = Merge(
            "[profile a]\nx = 1\ny = 1\n[profile b]\n[profile a]\ny = 2\nz = 2\n[sso-session a]\nx = 3\n[sso-session a]\ny = 4",
            "[c]\n[a]\nz = 3\n[a]\nw = 4"
        );

        Assert.Equal(["a", "b", "c"], profiles.Profiles.Select(profile => profile.Name));
        Assert.Equal("1234", Values(profiles.Get("a")));
        Assert.Equal("34", Values(profiles.SsoSessions["a"]));
        Assert.Equal(
            ("credentials", 3),
            (profiles.Get("a").LocationOf("z")!.File, profiles.Get("a").LocationOf("z")!.Line)
        );
    }

    [Fact]
    public void Profile_names_are_case_sensitive() =>
        Assert.Equal(["A", "a"], Merge("[profile A]\n[profile a]", "").Profiles.Select(profile => profile.Name));

    [Fact]
    public void The_last_line_of_a_repeated_setting_takes_effect() =>
        Gen.Select(
                Gen.Int[0, 2].Select(Gen.Int[0, 2], Gen.Bool).Array[1, 30],
                lines =>
                {
                    var written = lines
                        .Select(
                            (line, index) =>
                                (
                                    Profile: $"p{line.Item1}",
                                    Name: $"k{line.Item2}",
                                    Value: $"{index}",
                                    IsCredentials: line.Item3
                                )
                        )
                        .ToList();
                    return (
                        Expected: written
                            .OrderBy(line => line.IsCredentials)
                            .GroupBy(line => (line.Profile, line.Name))
                            .Select(group => $"{group.Key} {group.Last().Value}")
                            .Order()
                            .ToList(),
                        Config: string.Concat(
                            written
                                .Where(line => !line.IsCredentials)
                                .Select(line => $"[profile {line.Profile}]\n{line.Name} = {line.Value}\n")
                        ),
                        Credentials: string.Concat(
                            written
                                .Where(line => line.IsCredentials)
                                .Select(line => $"[{line.Profile}]\n{line.Name} = {line.Value}\n")
                        )
                    );
                }
            )
            .Sample(
                sample =>
                    Merge(sample.Config, sample.Credentials)
                        .Profiles.SelectMany(profile =>
                            profile.Settings.Select(setting => $"{(profile.Name, setting.Key)} {setting.Value.Value}")
                        )
                        .Order()
                        .SequenceEqual(sample.Expected),
                iter: Fuzzing.Iterations
            );

    [Fact]
    public void Reads_any_text_and_gives_every_problem_a_location() =>
        Gen.Select(Fuzzing.Text, Fuzzing.Text)
            .Sample(
                (config, credentials) =>
                {
                    var lines = config.Split('\n', '\r').Length + credentials.Split('\n', '\r').Length;
                    var profiles = Merge(config, credentials);
                    return profiles.Problems.All(problem =>
                            problem.Location is { Line: >= 1, Column: >= 1 } place && place.Line <= lines
                        )
                        && profiles.Profiles.All(profile => profile.Settings.Keys.All(name => !name.Any(char.IsUpper)));
                },
                iter: Fuzzing.Iterations
            );

    [Fact]
    public void Any_bytes_give_text_that_can_be_encoded() =>
        Fuzzing.Bytes.Sample(
            bytes =>
            {
                var profiles = Merge(
                    LosslessUtf8.Decode([.. "[profile '"u8, .. bytes]),
                    LosslessUtf8.Decode([.. "[a]\nx = "u8, .. bytes])
                );
                var texts = profiles
                    .Problems.Select(problem => problem.Message)
                    .Concat(
                        profiles.Profiles.SelectMany(profile =>
                            profile.Settings.Select(setting => $"{profile.Name}{setting.Key}{setting.Value.Value}")
                        )
                    );
                return texts.Sum(text => StrictUtf8.GetByteCount(text)) >= 0;
            },
            iter: Fuzzing.Iterations
        );

    [Fact]
    public void An_error_affects_no_other_profile() =>
        Fuzzing
            .Text.Where(text => !text.Contains("profile z", StringComparison.Ordinal))
            .Sample(
                text =>
                    Merge($"[profile y]\nname = 1\n{text}\n[profile z]\nname = 2\n", "").Find("z") is { } last
                    && last["name"] == "2",
                iter: Fuzzing.Iterations
            );

    private static SharedConfigDocument Config(string text) =>
        SharedConfigReader.Read(text, "config", SharedConfigFileKind.Config);

    private static SharedConfigDocument Credentials(string text) =>
        SharedConfigReader.Read(text, "credentials", SharedConfigFileKind.Credentials);

    private static ProfileSet Merge(string config, string credentials) =>
        SharedConfigMerger.Merge(Config(config), Credentials(credentials));

    private static (SectionKind Kind, string Name) Only(SharedConfigDocument document) =>
        (Assert.Single(document.Sections).Kind, document.Sections[0].Name);

    private static List<Problem> Errors(SharedConfigDocument document) =>
        [.. document.Problems.Where(problem => problem.Severity == ProblemSeverity.Error)];

    private static string Values(Profile profile) =>
        string.Concat(profile.Settings.Values.Select(setting => setting.Value).Order());
}
