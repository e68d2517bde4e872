using System.Text;
using RoleAssist.Aws.Formats;

namespace RoleAssist.Aws.Tests.Formats;

public class JsonFieldsTests
{
    [Fact]
    public void Finds_names_in_any_case_and_uses_the_last_one() =>
        Assert.Equal("b", JsonFields.Parse("\uFEFF {\"KEY\":\"a\",\"key\":\"b\"} ")?.Text("Key"));

    [Fact]
    public void A_value_of_another_type_counts_as_absent()
    {
        var fields = JsonFields.Parse("""{"a":1,"b":"1","c":null,"d":[],"e":1.5}""")!.Value;

        Assert.Null(fields.Text("a"));
        Assert.Null(fields.Number("b"));
        Assert.Null(fields.Number("e"));
        Assert.Null(fields.Object("d"));
        Assert.Equal((1L, false, true), (fields.Number("a"), fields.Has("c"), fields.Has("d")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{} {}")]
    public void Text_that_is_not_a_json_object_gives_null(string text) => Assert.Null(JsonFields.Parse(text));

    [Fact]
    public void Keeps_other_fields_when_some_are_replaced() =>
        Assert.Equal(
            """{"a":{"x":[1,2]},"c":null,"b":"new"}""",
            Encoding.UTF8.GetString(
                JsonFields
                    .Parse("""{"a":{"x":[1,2]},"B":"old","c":null}""")!
                    .Value.With(new Dictionary<string, string> { ["b"] = "new" })
            )
        );
}
