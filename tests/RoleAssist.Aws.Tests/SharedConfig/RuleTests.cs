using System.Reflection;
using RoleAssist.Aws.SharedConfig;
using RoleAssist.Aws.SharedConfig.Syntax;
using RoleAssist.Core.Errors;

namespace RoleAssist.Aws.Tests.SharedConfig;

/// <summary>Tests for which lines the rules report problems.</summary>
public class RuleTests
{
    private const string ConfigFile = "config";
    private const string CredentialsFile = "credentials";

    public static TheoryData<string, string, string, int, int> Notes { get; } =
        new()
        {
            { "ByteOrderMark", ConfigFile, "\uFEFF[profile a]", 1, 1 },
            { "CommentAfterHeader", ConfigFile, "\n[profile a] # c", 2, 13 },
            { "CommentAfterHeader", CredentialsFile, "[a]; c", 1, 4 },
            { "CommentAfterValue", ConfigFile, "[profile a]\nx = y # c", 2, 7 },
            { "ContinuedValue", ConfigFile, "[profile a]\nx = y\n  z", 2, 1 },
            { "NestedProperties", ConfigFile, "[profile a]\ns3 =\n  x = y", 2, 1 },
            { "DuplicateSection", ConfigFile, "[profile a]\n[profile b]\n[profile a]", 3, 1 },
            { "DuplicateSection", CredentialsFile, "[a]\n[a]", 2, 1 },
            { "DuplicateProperty", ConfigFile, "[profile a]\nx = 1\nX = 2", 3, 1 },
            { "ServicesSection", ConfigFile, "[services a]\nx =\n  y = z", 1, 1 },
            { "BlanksBesideBrackets", ConfigFile, "[ profile a]", 1, 1 },
            { "BlanksBesideBrackets", ConfigFile, "[default ]", 1, 1 },
            { "BlanksBesideBrackets", CredentialsFile, "[a ]", 1, 1 },
            { "BlanksBetweenWords", ConfigFile, "[profile  a]", 1, 1 },
            { "QuotedName", ConfigFile, "[profile 'a b']", 1, 1 },
            { "CapitalsInPropertyName", ConfigFile, "[profile a]\nRegion = r", 2, 1 },
            { "EmptyValue", ConfigFile, "[profile a]\nregion =", 2, 1 },
            { "ProfilePrefixMissing", ConfigFile, "[a]", 1, 1 },
            { "ProfilePrefixInCredentials", CredentialsFile, "[profile a]", 1, 1 },
            { "SectionInCredentials", CredentialsFile, "[services a]", 1, 1 },
            { "UnknownSection", ConfigFile, "[Profile a]", 1, 1 },
            { "SectionNameMissing", ConfigFile, "[profile]", 1, 1 },
            { "SectionNameInvalid", ConfigFile, "[profile a b]", 1, 1 },
            { "SectionNameInvalid", CredentialsFile, "[a b]", 1, 1 },
            { "PropertyNameInvalid", ConfigFile, "[profile a]\na b = c", 2, 1 },
            { "DefaultBeaten", ConfigFile, "[default]\n[profile default]", 1, 1 },
        };

    [Theory]
    [MemberData(nameof(Notes))]
    public void Reports_a_problem_at_its_line(string rule, string file, string text, int line, int column)
    {
        var note = Assert.Single(Read(text, file), problem => problem.Rule == rule);

        Assert.Equal(new SourceLocation(file, line, column), note.Location);
        Assert.NotEqual(ProblemSeverity.Error, note.Severity);
        Assert.EndsWith(
            ".",
            note.Message.TrimEnd('?') + (note.Message.EndsWith('?') ? "." : ""),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("{", note.Message, StringComparison.Ordinal);
    }

    /// <summary>
    /// Verified with the tools themselves (the AWS CLI, boto3 and the SDKs for .NET and Go), given an endpoint and such
    /// a file.
    /// </summary>
    [Fact]
    public void Marks_rules_for_which_tools_reject_the_file_or_use_another_default()
    {
        string[] dividing =
        [
            "ByteOrderMark",
            "CommentAfterHeader",
            "ContinuedValue",
            "DuplicateProperty",
            "DuplicateSection",
            "DefaultBeaten",
            "ProfilePrefixInCredentials",
        ];

        Assert.Equal(
            dividing.Order(),
            Notes
                .SelectMany(note => Read(note.Data.Item3, note.Data.Item2))
                .Where(note => note.SdksDisagree)
                .Select(note => note.Name)
                .Distinct()
                .Order()
        );
        Assert.All(Read("[profile a\nx\n", ConfigFile), mistake => Assert.True(mistake.SdksDisagree));
    }

    [Fact]
    public void Every_rule_has_a_test_and_a_unique_name()
    {
        var rules = new[] { typeof(PortabilityRules), typeof(IgnoredLineRules) }
            .SelectMany(table => table.GetFields(BindingFlags.Public | BindingFlags.Static))
            .Select(field => (field.Name, Rule: (FileRule)field.GetValue(null)!))
            .ToList();

        Assert.All(rules, rule => Assert.Equal(rule.Name, rule.Rule.Name));
        Assert.Equal(rules.Select(rule => rule.Name).Order(), Notes.Select(note => note.Data.Item1).Distinct().Order());
    }

    [Theory]
    [InlineData(
        ConfigFile,
        "# comment\n[default]\nregion = eu-west-1\n\n[profile a]\r\nrole_arn = x\nregion = a#b\n[sso-session s]\n[profile b ]\n[profile\tc]\n[plugins]\n"
    )]
    [InlineData(CredentialsFile, "[default]\naws_access_key_id = x\n\n; comment\n[a]\naws_secret_access_key = y+/=")]
    public void A_file_that_all_tools_read_alike_has_no_problems(string file, string text) =>
        Assert.Empty(Read(text, file));

    [Theory]
    [InlineData("[sso-sesion a]", "Did you mean 'sso-session'?")]
    [InlineData("[Profile a]", "Did you mean 'profile'?")]
    public void Suggests_the_intended_word(string text, string guess) =>
        Assert.EndsWith(guess, Assert.Single(Read(text, ConfigFile)).Message, StringComparison.Ordinal);

    [Fact]
    public void Reports_invalid_bytes_once_per_line()
    {
        var problems = Read("# \uDCE9\uDCE8\n[profile a]\nname = 😠\uDCC3\nother = x\n", ConfigFile);

        Assert.Equal([(1, 3), (3, 10)], problems.Select(problem => (problem.Location!.Line, problem.Location.Column)));
        Assert.StartsWith("Byte 0xE9 is not valid UTF-8.", problems[0].Message, StringComparison.Ordinal);
        Assert.All(problems, problem => Assert.Equal(ProblemSeverity.Error, problem.Severity));
    }

    [Fact]
    public void Messages_contain_no_values()
    {
        const string Secret = "wJalrXUtnFEMI";
        var problems = Read(
            $"{Secret}\n[default]\n{Secret}\n  {Secret}\n{Secret} x = {Secret} # {Secret}\nKey = {Secret} # {Secret}\n  {Secret}\nkey =\n  {Secret}\n",
            ConfigFile
        );

        Assert.True(problems.Count >= 6);
        Assert.All(problems, problem => Assert.DoesNotContain(Secret, problem.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Reports_problems_in_the_order_of_the_lines()
    {
        var problems = Read("[a]\nx\n[profile b] # c\nX = y # z\n[profile b]\nq\n", ConfigFile);

        Assert.Equal(problems.OrderBy(problem => (problem.Location!.Line, problem.Location.Column)), problems);
        Assert.Equal([1, 2, 3, 4, 4, 5, 6], problems.Select(problem => problem.Location!.Line));
    }

    [Theory]
    [InlineData("1h", true)]
    [InlineData("3600.5", true)]
    [InlineData("-1", true)]
    [InlineData("99999999999", true)]
    [InlineData("3600", false)]
    [InlineData("", false)]
    public void A_duration_is_a_whole_number_of_seconds(string value, bool isMistake)
    {
        var config = SharedConfigReader.Read(
            $"[profile a]\nrole_arn = x\nduration_seconds = {value}",
            ConfigFile,
            SharedConfigFileKind.Config
        );

        var errors = SharedConfigMerger
            .Merge(config, SharedConfigDocument.Empty)
            .Problems.Where(problem => problem.Severity == ProblemSeverity.Error)
            .ToList();

        Assert.Equal(isMistake ? [new SourceLocation(ConfigFile, 3, 1)] : [], errors.Select(error => error.Location));
    }

    private static IReadOnlyList<Problem> Read(string text, string file) =>
        SharedConfigReader
            .Read(text, file, file == ConfigFile ? SharedConfigFileKind.Config : SharedConfigFileKind.Credentials)
            .Problems;
}
