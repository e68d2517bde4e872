using RoleAssist.CodeGeneration.Tests.Support;
using RoleAssist.Core.CodeGeneration;

namespace RoleAssist.CodeGeneration.Tests;

public class HardCodedKeysTests
{
    private const string Id = "AKIA2E0A8F3B244C9986";
    private const string Secret = "kWcrlUX5JEDGM/LtmEENI/aVmYvHNif5zB+d9+ct";
    private static readonly string Token = string.Concat(
        Enumerable.Repeat("IQoJb3JpZ2luX2VjEJr//wEaCXVzLWVhc3QtMSJHMEUCIQD", 4)
    );

    public static TheoryData<string, string, string[]> Assignments =>
        new()
        {
            {
                "powershell",
                $"$id = '{Id}'; $secretKey = '{Secret}'",
                ["$Env:AWS_ACCESS_KEY_ID", "$Env:AWS_SECRET_ACCESS_KEY"]
            },
            { "powershell", $"$Env:AWS_SESSION_TOKEN = \"{Token}\"", ["$Env:AWS_SESSION_TOKEN"] },
            {
                "csharp",
                $"Connect(\"{Id}\", \"{Secret}\");",
                [
                    "Environment.GetEnvironmentVariable(\"AWS_ACCESS_KEY_ID\")!",
                    "Environment.GetEnvironmentVariable(\"AWS_SECRET_ACCESS_KEY\")!",
                ]
            },
            {
                "csharp",
                $"var secretKey = \"{Secret}\";",
                ["Environment.GetEnvironmentVariable(\"AWS_SECRET_ACCESS_KEY\")!"]
            },
        };

    [Theory]
    [MemberData(nameof(Assignments))]
    public void Finds_keys_and_their_replacements(string language, string line, string[] replacements)
    {
        var keys = HardCodedKeys.Find($"// before\r\n    {line}\r\n", CodeLanguages.Get(language).Syntax);

        Assert.Equal(replacements, keys.Select(key => key.Replacement));
        Assert.All(
            keys,
            key =>
            {
                Assert.Equal(1, key.Line);
                Assert.Matches("^['\"].*['\"]$", $"    {line}"[key.Start..key.End]);
            }
        );
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
    [InlineData("const secretKey: string = '{0}';")]
    [InlineData("var secretKey string = \"{0}\"")]
    [InlineData("secret_key: str = r'{0}'")]
    [InlineData("private const string AwsSecret = @\"{0}\";")]
    public void Finds_secrets_by_the_name_they_are_assigned_to(string line) =>
        Assert.Equal(
            "AWS_SECRET_ACCESS_KEY",
            Assert.Single(HardCodedKeys.Find(string.Format(null, line, Secret), syntax: null)).Variable
        );

    [Fact]
    public void Finds_a_secret_below_its_access_key() =>
        Assert.Equal(
            ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"],
            HardCodedKeys.Find($"Connect(\n  \"{Id}\",\n  \"{Secret}\");", syntax: null).Select(key => key.Variable)
        );

    [Theory]
    [InlineData("AKIAIOSFODNN7EXAMPLE")]
    [InlineData("secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")]
    [InlineData("commit = 'da39a3ee5e6b4b0d3255bfef95601890afd80709'")]
    [InlineData("secret = 'da39a3ee5e6b4b0d3255bfef95601890afd80709'")]
    [InlineData("clientSecret: 'kWcrlUX5JEDGM/LtmEENI/aVmYvHNif5zB+d9+ct'")]
    [InlineData("integrity: kWcrlUX5JEDGM/LtmEENI/aVmYvHNif5zB+d9+ct")]
    [InlineData("XAKIA2E0A8F3B244C9986")]
    [InlineData("AKIA2E0A8F3B244C998")]
    [InlineData("aws_access_key_id = os.environ['AWS_ACCESS_KEY_ID']")]
    [InlineData("-SecretKey $secret -AccessKey $id")]
    public void Ignores_values_that_are_not_keys(string text) => Assert.Empty(HardCodedKeys.Find(text, syntax: null));

    [Fact]
    public void Finds_a_secret_with_any_name_near_an_access_key() =>
        Assert.Equal(
            ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"],
            HardCodedKeys.Find($"$id = '{Id}'\n$secret = '{Secret}'", syntax: null).Select(key => key.Variable)
        );

    /// <summary>Constants, raw strings and arguments still compile after the replacement.</summary>
    [Theory]
    [InlineData(
        "{ private const string Id = \"ID\"; internal const string SecretKey = @\"SECRET\"; public static string Use() => Id + SecretKey; }"
    )]
    [InlineData(
        "{ public static string Use() { const string id = \"ID\"; const string secretKey = \"SECRET\"; return id + secretKey; } }"
    )]
    [InlineData(
        "{ public static string Use() { string id = \"\"\"ID\"\"\"; var secretKey = $\"SECRET\"; return id + secretKey; } }"
    )]
    [InlineData("{ public static object Use() => new Amazon.Runtime.BasicAWSCredentials(\"ID\", \"SECRET\"); }")]
    [InlineData("{ public static string Use(string? id = null) => id ?? \"ID\"; }")]
    public void CSharp_compiles_with_the_replacements(string body)
    {
        var program =
            $"#nullable enable\nusing System;\nConsole.WriteLine(Keys.Use());\ninternal static class Keys\n{body}";

        var code = Replaced("csharp", program.Replace("; ", ";\n", StringComparison.Ordinal));

        Assert.Contains("Environment.GetEnvironmentVariable(\"AWS_ACCESS_KEY_ID\")", code, StringComparison.Ordinal);
        Assert.Empty(CSharpCode.Complaints(code, implicitUsings: false));
        var oblivious = code.Replace("#nullable enable", "#nullable disable", StringComparison.Ordinal)
            .Replace("string?", "string", StringComparison.Ordinal);
        Assert.Empty(CSharpCode.Complaints(oblivious, implicitUsings: false));
    }

    [Theory]
    [InlineData("go", "const id = \"ID\"", "var id = os.Getenv(\"AWS_ACCESS_KEY_ID\")")]
    [InlineData("typescript", "const id: string = 'ID';", "const id: string = (process.env.AWS_ACCESS_KEY_ID ?? '');")]
    [InlineData(
        "javascript",
        "const id = given || `ID`;",
        "const id = given || (process.env.AWS_ACCESS_KEY_ID ?? '');"
    )]
    [InlineData("python", "secret_key = r'''SECRET'''", "secret_key = os.environ[\"AWS_SECRET_ACCESS_KEY\"]")]
    [InlineData("shellscript", "tool -f\"ID\"", "tool -f\"${AWS_ACCESS_KEY_ID}\"")]
    [InlineData("powershell", "Set-AWSCredential -AccessKey ID -SecretKey SECRET", "Clear-AWSCredential")]
    [InlineData(
        "powershell",
        "Set-AWSCredentials -SecretKey 'SECRET' -AccessKey:'ID' -Scope Global",
        "Clear-AWSCredential -Scope Global"
    )]
    [InlineData(
        "powershell",
        "$buckets = Get-S3Bucket -AccessKey 'ID' -SecretKey \"SECRET\" -Region eu-west-1",
        "$buckets = Get-S3Bucket -Region eu-west-1"
    )]
    [InlineData(
        "powershell",
        "$secret = 'SECRET' # of ID\nSet-AWSCredential -AccessKey $id -SecretKey $secret -Scope Global",
        "$secret = $Env:AWS_SECRET_ACCESS_KEY # of $Env:AWS_ACCESS_KEY_ID\nSet-AWSCredential -AccessKey $id -SecretKey $secret -SessionToken $Env:AWS_SESSION_TOKEN -Scope Global"
    )]
    [InlineData(
        "powershell",
        "$keys = @{ AccessKey = 'ID'; SecretKey = 'SECRET' }",
        "$keys = @{ AccessKey = $Env:AWS_ACCESS_KEY_ID; SecretKey = $Env:AWS_SECRET_ACCESS_KEY; SessionToken = $Env:AWS_SESSION_TOKEN }"
    )]
    [InlineData(
        "csharp",
        "var c = new BasicAWSCredentials(\"ID\", \"SECRET\");",
        "var c = new SessionAWSCredentials(Environment.GetEnvironmentVariable(\"AWS_ACCESS_KEY_ID\")!, Environment.GetEnvironmentVariable(\"AWS_SECRET_ACCESS_KEY\")!, Environment.GetEnvironmentVariable(\"AWS_SESSION_TOKEN\")!);"
    )]
    public void Replaces_keys_in_the_languages_syntax(string language, string line, string expected) =>
        Assert.Equal(expected, Replaced(language, line));

    /// <summary>
    /// Outside of shells, an unquoted key is part of a longer text, and so is one in two kinds of quotes.
    /// </summary>
    [Theory]
    [InlineData("csharp", "aws_access_key_id = ID")]
    [InlineData("python", "aws_access_key_id = ID")]
    [InlineData("typescript", "const id = \"'ID'\"")]
    [InlineData("powershell", "Set-AWSCredential -AccessKey 'ID' -SecretKey 'SECRET' -StoreAs home")]
    public void Leaves_a_key_that_is_not_a_whole_literal(string language, string line) =>
        Assert.Equal(
            line.Replace("ID", Id, StringComparison.Ordinal).Replace("SECRET", Secret, StringComparison.Ordinal),
            Replaced(language, line)
        );

    /// <summary>An expression within a longer literal would be text.</summary>
    [Fact]
    public void Reports_a_key_within_a_longer_literal_without_a_replacement() =>
        Assert.Null(
            Assert
                .Single(
                    HardCodedKeys.Find($"var url = \"https://{Id}@example.com\";", CodeLanguages.Get("csharp").Syntax)
                )
                .Replacement
        );

    /// <summary>With a quadratic search, one megabyte of these in one line would take hours.</summary>
    [Theory]
    [InlineData("'ID' ")]
    [InlineData("secret_key = 'SECRET' ")]
    [InlineData("secret_key = ")]
    [InlineData(
        "secret                                                                                                   "
    )]
    [InlineData("secret\"'`\"'`\"'`\"'`\"'`\"'`\"'`\"'`\"'`\"'`\"'`\"'`SECRET ")]
    [InlineData("a")]
    [InlineData("\"")]
    public void Searches_a_long_line_in_linear_time(string piece)
    {
        var line = string.Concat(
            Enumerable.Repeat(
                piece.Replace("ID", Id, StringComparison.Ordinal).Replace("SECRET", Secret, StringComparison.Ordinal),
                1_000_000 / piece.Length
            )
        );

        Assert.InRange(HardCodedKeys.Find(line, CodeLanguages.Get("csharp").Syntax).Count, 0, 1_000);
    }

    [Fact]
    public void The_search_can_be_canceled() =>
        Assert.Throws<OperationCanceledException>(() =>
            HardCodedKeys.Find($"'{Id}'", syntax: null, new CancellationToken(canceled: true))
        );

    /// <summary>Returns a text with its keys replaced, as an editor would do.</summary>
    private static string Replaced(string language, string text)
    {
        var lines = text.Replace("ID", Id, StringComparison.Ordinal)
            .Replace("SECRET", Secret, StringComparison.Ordinal)
            .Split('\n');
        foreach (var key in HardCodedKeys.Find(string.Join('\n', lines), CodeLanguages.Get(language).Syntax).Reverse())
        {
            if (key.Replacement is not null)
            {
                lines[key.Line] = lines[key.Line][..key.Start] + key.Replacement + lines[key.Line][key.End..];
            }
        }

        return string.Join('\n', lines);
    }
}
