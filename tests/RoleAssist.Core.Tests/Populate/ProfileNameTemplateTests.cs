using RoleAssist.Core.Errors;
using RoleAssist.Core.Populate;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Core.Tests.Populate;

public class ProfileNameTemplateTests
{
    [Theory]
    [InlineData(null, "Shop", "Shop-Developer")]
    [InlineData(null, "Shop  and\tMail", "Shop-and-Mail-Developer")]
    [InlineData(null, "Shop (old) #1", "Shop-old-1-Developer")]
    [InlineData(null, "[x]\r\naws_access_key_id = y", "x-aws_access_key_id-y-Developer")]
    [InlineData(null, "店", "222233334444-Developer")]
    [InlineData(null, "--", "222233334444-Developer")]
    [InlineData("{session}/{role}@{accountId}", "Shop", "corp/Developer@222233334444")]
    [InlineData("aws {account}", "Shop", "aws-Shop")]
    public void Makes_names_that_every_tool_reads(string? template, string account, string expected)
    {
        var name = Create(template).Expand(account, "222233334444", "Developer", "corp");

        Assert.Equal(expected, name);
        Assert.True(ProfileNames.IsPlain(name));
    }

    [Fact]
    public void Transliterates_first()
    {
        var template = new ProfileNameTemplate(null, text => text.Replace("ü", "ue", StringComparison.Ordinal));

        Assert.Equal("Muenchen-Admin", template.Expand("München", "222233334444", "Admin", "corp"));
    }

    [Theory]
    [InlineData("{name}", "has an unknown placeholder '{name}'")]
    [InlineData("dev", "has no placeholder")]
    [InlineData("", "has no placeholder")]
    [InlineData("{role}]", "contains ']'")]
    [InlineData("{role}\n", "contains '\n'")]
    [InlineData("{role}{", "contains '{'")]
    public void Rejects_a_template_that_no_name_comes_of(string template, string complaint)
    {
        var fault = Assert.Throws<RoleAssistException>(() => Create(template));

        Assert.Equal(ErrorCode.InvalidArgument, fault.Code);
        Assert.Contains(complaint, fault.Message, StringComparison.Ordinal);
        Assert.Contains("{accountId}", fault.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void Rejects_a_template_that_is_too_long() =>
        Assert.Throws<RoleAssistException>(() => Create("{role}" + new string('x', 200)));

    private static ProfileNameTemplate Create(string? text) =>
        new(text, latin => string.Concat(latin.Where(char.IsAscii)));
}
