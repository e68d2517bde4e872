using System.Text.Json;
using RoleAssist.Host.Tests.Support;

namespace RoleAssist.Host.Tests.CommandLine;

public sealed class CheckTrustPolicyVerbTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("roleassist-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Prints_each_finding_with_its_place_as_compilers_do()
    {
        var file = Write(Policy("\"arn:aws:iam::111122223333:role/a\", \"*\""));

        var (code, console) = await Run(file);

        Assert.Equal(3, code);
        Assert.StartsWith(
            $"{file}:1:137: error AnyPrincipal: The statement trusts everybody, in every AWS account: no condition names the accounts.\n  Name the accounts",
            console.Output,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Prints_one_JSON_document()
    {
        var file = Write(Policy("\"*\""));

        var (code, console) = await Run(file, "--json");

        Assert.Equal(3, code);
        using var document = JsonDocument.Parse(console.Output);
        Assert.Equal(file, document.RootElement.GetProperty("file").GetString());
        var finding = Assert.Single(document.RootElement.GetProperty("findings").EnumerateArray());
        Assert.Equal(
            ["code", "severity", "message", "hint", "line", "column", "path"],
            finding.EnumerateObject().Select(property => property.Name)
        );
        Assert.Equal(("AnyPrincipal", "error"), (Text(finding, "code"), Text(finding, "severity")));
        Assert.Equal("/Statement/Principal/AWS/0", Text(finding, "path"));
    }

    [Fact]
    public async Task A_hint_does_not_fail()
    {
        var (code, console) = await Run(Write(Policy("\"arn:aws:iam::111122223333:root\"")));

        Assert.Equal(0, code);
        Assert.Contains(": hint WholeAccount: ", console.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new string[0], "No mistakes found in ")]
    [InlineData(new[] { "--quiet" }, "")]
    public async Task A_good_policy_prints_nothing_to_stdout(string[] options, string note)
    {
        var (code, console) = await Run([Write(Policy("\"arn:aws:iam::111122223333:role/a\"")), .. options]);

        Assert.Equal((0, ""), (code, console.Output));
        Assert.StartsWith(note, console.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_without_a_trust_policy_is_an_error()
    {
        var file = Write("{}");

        var (code, console) = await Run(file);

        Assert.Equal(3, code);
        Assert.StartsWith(
            $"error ConfigurationInvalid: There is no trust policy in {file}.\nhint: ",
            console.Errors,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Reads_stdin()
    {
        var console = new ScriptedConsole { Piped = new Queue<string>([Policy("\"*\"")]) };

        var code = await CommandLineApplication.RunAsync(["check", "trust-policy", "-"], console);

        Assert.Equal(3, code);
        Assert.StartsWith("stdin:1:", console.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_of_the_file_controls_no_terminal()
    {
        var (_, console) = await Run(Write(Policy("\"\\u001b]0;x\\u202e\"")));

        Assert.Contains("InvalidPrincipal", console.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', console.Output);
        Assert.DoesNotContain('\u202e', console.Output);
    }

    private static string Policy(string principals) =>
        $$$$"""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"AWS":[{{{{principals}}}}]}}}""";

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private string Write(string text)
    {
        var file = Path.Combine(_folder, "policy.json");
        File.WriteAllText(file, text);
        return file;
    }

    private static async Task<(int Code, FakeConsole Console)> Run(params string[] args)
    {
        var console = new FakeConsole();
        return (await CommandLineApplication.RunAsync(["check", "trust-policy", .. args], console), console);
    }
}
