using RoleAssist.Core.CodeGeneration;

namespace RoleAssist.CodeGeneration.Tests;

public class HardCodedKeysTests
{
    private const string Id = "AKIA2E0A8F3B244C9986";
    private const string Secret = "kWcrlUX5JEDGM/LtmEENI/aVmYvHNif5zB+d9+ct";
    private static readonly string Token = string.Concat(Enumerable.Repeat("IQoJb3JpZ2luX2VjEJr//wEaCXVzLWVhc3QtMSJHMEUCIQD", 4));

    public static TheoryData<string, string, string[]> Assignments => new()
    {
        { "powershell", $"Set-AWSCredential -AccessKey '{Id}' -SecretKey '{Secret}'", ["$Env:AWS_ACCESS_KEY_ID", "$Env:AWS_SECRET_ACCESS_KEY"] },
        { "powershell", $"$Env:AWS_SESSION_TOKEN = \"{Token}\"", ["$Env:AWS_SESSION_TOKEN"] },
        { "csharp", $"new BasicAWSCredentials(\"{Id}\", \"{Secret}\");", ["Environment.GetEnvironmentVariable(\"AWS_ACCESS_KEY_ID\")", "Environment.GetEnvironmentVariable(\"AWS_SECRET_ACCESS_KEY\")"] },
        { "csharp", $"var secretKey = \"{Secret}\";", ["Environment.GetEnvironmentVariable(\"AWS_SECRET_ACCESS_KEY\")"] },
    };

    [Theory]
    [MemberData(nameof(Assignments))]
    public void Keys_are_found_with_what_to_put_in_their_place(string language, string line, string[] replacements)
    {
        var keys = HardCodedKeys.Find($"// before\r\n    {line}\r\n", CodeLanguages.Get(language).Syntax);

        Assert.Equal(replacements, keys.Select(key => key.Replacement));
        Assert.All(keys, key =>
        {
            Assert.Equal(1, key.Line);
            Assert.Matches("^['\"].*['\"]$", $"    {line}"[key.Start..key.End]);
        });
    }

    [Theory]
    [InlineData("aws_secret_access_key = {0}")]
    [InlineData("AWS_SECRET_ACCESS_KEY={0}")]
    [InlineData("secretAccessKey: '{0}',")]
    [InlineData("\"SecretAccessKey\": \"{0}\"")]
    [InlineData("export AWS_SECRET_ACCESS_KEY={0}")]
    [InlineData("SecretAccessKey => '{0}'")]
    [InlineData("ENV[\"AWS_SECRET_ACCESS_KEY\"] = \"{0}\"")]
    [InlineData("aws configure set aws_secret_access_key {0}")]
    public void Secrets_are_found_by_the_name_they_are_given(string line) =>
        Assert.Equal("AWS_SECRET_ACCESS_KEY", Assert.Single(HardCodedKeys.Find(string.Format(null, line, Secret), syntax: null)).Variable);

    [Fact]
    public void A_secret_is_found_below_its_access_key() =>
        Assert.Equal(
            ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"],
            HardCodedKeys.Find($"Connect(\n  \"{Id}\",\n  \"{Secret}\");", syntax: null).Select(key => key.Variable));

    [Theory]
    [InlineData("AKIAIOSFODNN7EXAMPLE")]
    [InlineData("secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")]
    [InlineData("commit = 'da39a3ee5e6b4b0d3255bfef95601890afd80709'")]
    [InlineData("secret = 'da39a3ee5e6b4b0d3255bfef95601890afd80709'")]
    [InlineData("integrity: kWcrlUX5JEDGM/LtmEENI/aVmYvHNif5zB+d9+ct")]
    [InlineData("XAKIA2E0A8F3B244C9986")]
    [InlineData("AKIA2E0A8F3B244C998")]
    [InlineData("aws_access_key_id = os.environ['AWS_ACCESS_KEY_ID']")]
    [InlineData("-SecretKey $secret -AccessKey $id")]
    public void What_is_no_key_is_left_alone(string text) => Assert.Empty(HardCodedKeys.Find(text, syntax: null));

    /// <summary>An expression in the middle of a text would be text.</summary>
    [Fact]
    public void A_key_within_a_longer_text_is_told_and_not_replaced() =>
        Assert.Null(Assert.Single(HardCodedKeys.Find($"var url = \"https://{Id}@example.com\";", CodeLanguages.Get("csharp").Syntax)).Replacement);

    [Fact]
    public void A_long_line_costs_little() =>
        Assert.Empty(HardCodedKeys.Find(new string('a', 200_000) + string.Concat(Enumerable.Repeat("secret_key = ", 5_000)), syntax: null));
}
