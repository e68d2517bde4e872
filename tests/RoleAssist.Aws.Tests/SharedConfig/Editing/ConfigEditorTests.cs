using RoleAssist.Aws.SharedConfig;
using RoleAssist.Aws.SharedConfig.Editing;
using RoleAssist.Core.Errors;

namespace RoleAssist.Aws.Tests.SharedConfig.Editing;

public class ConfigEditorTests
{
    private static readonly SectionId A = SectionId.Profile("a");

    public static TheoryData<string, string> Replacements =>
        new()
        {
            { "[profile a]\nregion = x\n", "[profile a]\nregion = new\n" },
            { "[profile a]\nregion=x", "[profile a]\nregion=new" },
            { "\uFEFF[profile a]\r\nRegion\t=  x \t\r\n", "\uFEFF[profile a]\r\nRegion\t=  new \t\r\n" },
            { "[profile a]\nregion = x # why\nb = 1\n", "[profile a]\n# why\nregion = new\nb = 1\n" },
            { "[profile a]\nregion = x ; why", "[profile a]\n; why\nregion = new" },
            { "[profile a]\nregion =\n  x = 1\n\n# c\n  y = 2\nb = 1\n", "[profile a]\nregion = new\n\n# c\nb = 1\n" },
            { "[profile a]\nregion =\n  # c\n  y = 2\n", "[profile a]\nregion = new\n# c\n" },
            { "[profile a]\nregion = 1\nregion = 2\n", "[profile a]\nregion = 1\nregion = new\n" },
            {
                "[profile a]\nregion = 1\n[profile b]\n[profile a]\nregion = 2\n[profile a]\nx = 1\n",
                "[profile a]\nregion = 1\n[profile b]\n[profile a]\nregion = new\n[profile a]\nx = 1\n"
            },
            { "[ profile\ta ] # c\nregion = x\n", "[ profile\ta ] # c\nregion = new\n" },
            { "[profile \"a\"]\nregion = x\n", "[profile \"a\"]\nregion = new\n" },
            {
                "broken\n[x\n[profile a]\nalso broken\nregion = x\n= y\n",
                "broken\n[x\n[profile a]\nalso broken\nregion = new\n= y\n"
            },
            { "[profile a]\rregion = x\rb = 1\r", "[profile a]\rregion = new\rb = 1\r" },
        };

    [Theory]
    [MemberData(nameof(Replacements))]
    public void Replaces_a_value_where_it_stands(string before, string after) =>
        Assert.Equal(after, Edit(before, new SetSetting(A, "region", "new")));

    public static TheoryData<string, string> Additions =>
        new()
        {
            { "[profile a]\n", "[profile a]\nregion = new\n" },
            { "[profile a]", "[profile a]\nregion = new" },
            { "[profile a]\nb=1\n\n[profile b]\n", "[profile a]\nb=1\nregion=new\n\n[profile b]\n" },
            { "[profile a]\r\nb = 1", "[profile a]\r\nb = 1\r\nregion = new" },
            { "[profile a]\nx\t=\t1\n# end\n", "[profile a]\nx\t=\t1\nregion\t=\tnew\n# end\n" },
            { "[profile a]\noutput     = 1\n", "[profile a]\noutput     = 1\nregion     = new\n" },
            {
                "[profile a]\ns3 =\n  x = 1\n\n  y = 2\n\n# b\n[x]\n",
                "[profile a]\ns3 =\n  x = 1\n\n  y = 2\nregion = new\n\n# b\n[x]\n"
            },
            { "[profile a]\ns3 =\n  x = 1\n  broken\n", "[profile a]\ns3 =\n  x = 1\n  broken\nregion = new\n" },
            { "[profile b]\nx=1\n[profile a]\n", "[profile b]\nx=1\n[profile a]\nregion=new\n" },
            { "[profile b]\r\nx = 1\n[profile a]\r\n", "[profile b]\r\nx = 1\n[profile a]\r\nregion = new\r\n" },
            { "", "[profile a]\nregion = new\n" },
            { "[default]\nx=1", "[default]\nx=1\n\n[profile a]\nregion = new\n" },
        };

    [Theory]
    [MemberData(nameof(Additions))]
    public void Adds_a_setting_in_the_style_of_its_neighbors(string before, string after) =>
        Assert.Equal(after, Edit(before, new SetSetting(A, "region", "new")));

    public static TheoryData<string, string> Removals =>
        new()
        {
            { "[profile a]\nregion = x\nb = 1\n", "[profile a]\nb = 1\n" },
            { "[profile a]\n# c\nregion = x # d\n; e\n", "[profile a]\n# c\n; e\n" },
            { "[profile a]\nREGION = x\nregion=y\n[profile a]\nregion = z", "[profile a]\n[profile a]\n" },
            {
                "[profile a]\nb = 1\nregion =\n  x = 1\n  broken\n# c\n  y = 2\nd = 1\n",
                "[profile a]\nb = 1\n# c\nd = 1\n"
            },
            { "[profile a]\nb = 1\nregion = x\n  more\n  # note\n", "[profile a]\nb = 1\n# note\n" },
            {
                "[profile a]\nregion = x\n\t\n\n[profile b]\nregion = x\n",
                "[profile a]\n\t\n\n[profile b]\nregion = x\n"
            },
            { "[profile b]\nregion = x", "[profile b]\nregion = x" },
        };

    [Theory]
    [MemberData(nameof(Removals))]
    public void Removes_every_definition_and_keeps_comments(string before, string after) =>
        Assert.Equal(after, Edit(before, new RemoveSetting(A, "region")));

    [Theory]
    [InlineData("[profile a]\n\n[profile b]\nx = 1\n", "[profile b]\nx = 1\n")]
    [InlineData("[profile b]\nx = 1\n\n[profile a] # c\n \t\n", "[profile b]\nx = 1\n\n")]
    [InlineData("[profile a]\n# c\n", "[profile a]\n# c\n")]
    [InlineData("[profile a]\nbroken\n", "[profile a]\nbroken\n")]
    [InlineData("[profile a]\n[profile a]\nx = 1\n[profile a]", "[profile a]\nx = 1\n")]
    public void Removes_a_section_in_which_nothing_is_left(string before, string after) =>
        Assert.Equal(after, Edit(before, new RemoveEmptySection(A)));

    [Fact]
    public void Edits_the_default_profile_in_force()
    {
        var id = SectionId.Profile("default");
        Assert.Equal(
            "[default]\nx = 1\n[profile default]\nx = new\n",
            Edit("[default]\nx = 1\n[profile default]\nx = 2\n", new SetSetting(id, "x", "new"))
        );
        Assert.Equal("[default]\nx = new\n", Edit("[default]\nx = 1\n", new SetSetting(id, "x", "new")));
        Assert.Equal(
            "[default]\n[profile default]\n",
            Edit("[default]\nx = 1\n[profile default]\nx = 2\n", new RemoveSetting(id, "x"))
        );
    }

    [Fact]
    public void Edits_nested_settings_in_their_own_style()
    {
        const string Block = "[profile a]\ns3 =\n\tx=1\n\t# c\n\ty = 2\nb = 1\n";

        Assert.Equal(
            Block.Replace("x=1", "x=new", StringComparison.Ordinal),
            Edit(Block, new SetNestedSetting(A, "s3", "X", "new"))
        );
        Assert.Equal(
            Block.Replace("y = 2\n", "y = 2\n\tz = new\n", StringComparison.Ordinal),
            Edit(Block, new SetNestedSetting(A, "s3", "z", "new"))
        );
        Assert.Equal(
            Block.Replace("\tx=1\n", "", StringComparison.Ordinal),
            Edit(Block, new RemoveNestedSetting(A, "s3", "x"))
        );
        Assert.Equal(
            "[profile a]\n# c\nb = 1\n",
            Edit(Block, new RemoveNestedSetting(A, "s3", "x"), new RemoveNestedSetting(A, "s3", "y"))
        );
        Assert.Equal(
            "[profile a]\ns3 =\n    x = new\n",
            Edit("[profile a]\n", new SetNestedSetting(A, "s3", "x", "new"))
        );
    }

    [Fact]
    public void Writes_a_block_of_nested_settings() =>
        Assert.Equal(
            "[profile a]\r\nb=1\r\ns3=\r\n    x = 1\r\n    y = 2\r\n",
            Edit("[profile a]\r\nb=1\r\n", new SetSetting(A, "s3", "\nx = 1\ny = 2"))
        );

    [Fact]
    public void Edits_the_credentials_file_by_its_own_headers() =>
        Assert.Equal(
            "[profile a]\nx = 1\n[a]\nx = new\n",
            Edit("[profile a]\nx = 1\n[a]\nx = 2\n", SharedConfigFileKind.Credentials, new SetSetting(A, "x", "new"))
        );

    [Theory]
    [InlineData("a # b")]
    [InlineData(" a")]
    [InlineData("a\t")]
    [InlineData("a\rb")]
    [InlineData("a\0b")]
    [InlineData("a\n\nb")]
    public void Refuses_a_value_that_would_be_read_differently(string value) =>
        Assert.Equal(
            ErrorCode.InvalidArgument,
            Assert.Throws<RoleAssistException>(() => Edit("[profile a]\n", new SetSetting(A, "x", value))).Code
        );

    [Fact]
    public void Refuses_an_edit_that_would_change_another_profile()
    {
        // Without [profile default], the other header would be in force.
        Assert.Throws<RoleAssistException>(() =>
            Edit("[default]\nx = 1\n[profile default]\n", new RemoveEmptySection(SectionId.Profile("default")))
        );
        Assert.Throws<RoleAssistException>(() => Edit("[profile a]\n", new AddSection(A, [])));
        Assert.Throws<RoleAssistException>(() => Edit("[profile a]\n", new SetSetting(A, "x", "half \udce9")));
        Assert.Throws<RoleAssistException>(() => Edit("", new SetSetting(SectionId.Profile("a]\n[b"), "x", "1")));
    }

    [Fact]
    public void Prints_no_value() =>
        Assert.DoesNotContain("secret", new SetSetting(A, "x", "secret").ToString(), StringComparison.Ordinal);

    internal static string Edit(string text, params ConfigEdit[] edits) =>
        Edit(text, SharedConfigFileKind.Config, edits);

    private static string Edit(string text, SharedConfigFileKind kind, params ConfigEdit[] edits)
    {
        var end = 0;
        var after = new System.Text.StringBuilder();
        foreach (var (span, added) in ConfigEditor.Apply(text, kind, edits))
        {
            after.Append(text, end, span.Start - end).Append(added);
            end = span.End;
        }

        return after.Append(text, end, text.Length - end).ToString();
    }
}
