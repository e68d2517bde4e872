using RoleAssist.Aws.Language;
using RoleAssist.Aws.SharedConfig;

namespace RoleAssist.Aws.Tests.Language;

public class ConfigQueryTests
{
    [Theory]
    [InlineData("[pro|file a]", "HeaderWord", "profile")]
    [InlineData("[|]", "HeaderWord", "")]
    [InlineData("[pro|", "HeaderWord", "pro")]
    [InlineData("[profile a|]", "HeaderName", "a")]
    [InlineData("[profile |", "HeaderName", "")]
    [InlineData("[profile \"a b|\"]", "HeaderName", "a b")]
    [InlineData("[profile a] # c|", "Comment", "# c")]
    [InlineData("[profile a]|", "None", "")]
    [InlineData("|[profile a]", "None", "")]
    [InlineData("[default|]", "HeaderName", "default")]
    [InlineData("# a|", "Comment", "# a")]
    [InlineData("[default]\nreg|ion = x", "PropertyName", "region")]
    [InlineData("[default]\nregion| = x", "PropertyName", "region")]
    [InlineData("[default]\nreg|", "PropertyName", "reg")]
    [InlineData("[default]\n|", "PropertyName", "")]
    [InlineData("[default]\n|\nregion = x", "PropertyName", "")]
    [InlineData("[default]\nregion = |", "Value", "")]
    [InlineData("[default]\nregion =|", "Value", "")]
    [InlineData("[default]\nregion = eu|-west-1", "Value", "eu-west-1")]
    [InlineData("[default]\nregion = 😀|x\r\n", "Value", "😀x")]
    [InlineData("[default]\nregion = x # c|", "Comment", "# c")]
    [InlineData("[default]\ns3 =\n  a|b = 1", "NestedName", "ab")]
    [InlineData("[default]\ns3 =\n  ab = 1|", "NestedValue", "1")]
    [InlineData("[default]\ns3 =\n  |", "NestedName", "")]
    [InlineData("[default]\nregion = x\n  |", "None", "")]
    [InlineData("[default]\nregion = x\n  mo|re", "Value", "more")]
    [InlineData("|", "PropertyName", "")]
    [InlineData("\uFEFF[def|ault]", "HeaderName", "default")]
    public void Tells_what_is_at_the_caret(string text, string part, string span)
    {
        var caret = Caret.In(text);

        var place = ConfigQuery.At(caret.Document, caret.Offset);

        Assert.Equal((part, span), (place.Part.ToString(), caret.TextOf(place.Span)));
    }

    [Theory]
    [InlineData("[ba|se]", "HeaderName")]
    [InlineData("[profile ba|se]", "HeaderName")]
    public void Headers_of_the_credentials_file_have_no_word(string text, string part)
    {
        var caret = Caret.In(text, SharedConfigFileKind.Credentials);

        Assert.Equal(part, ConfigQuery.At(caret.Document, caret.Offset).Part.ToString());
    }
}
