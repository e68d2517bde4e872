using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using RoleAssist.Host.Tests.Support;

namespace RoleAssist.Host.Tests.CommandLine;

[Collection(nameof(SharedSandbox))]
public class GenerateVerbTests(HostSandbox sandbox)
{
    [Theory]
    [InlineData("powershell", "RoleArn           = 'arn:aws:iam::444455556666:role/admin'")]
    [InlineData("PowerShell", "$serial = 'arn:aws:iam::111122223333:mfa/alice'")]
    [InlineData("c#", "RoleArn = \"arn:aws:iam::444455556666:role/admin\"")]
    public async Task Prints_only_the_code(string language, string line)
    {
        var (code, console) = await Run("generate", language, "--profile", "prod-admin");

        Assert.Equal(0, code);
        Assert.Contains(line, console.Output, StringComparison.Ordinal);
        Assert.Empty(console.Errors);
    }

    [Fact]
    public async Task Uses_the_profile_and_invents_no_role()
    {
        var (code, console) = await Run("generate", "powershell", "--profile", "home");

        Assert.Equal(0, code);
        Assert.Contains(
            "Set-AWSCredential -ProfileName 'home' -Scope Global",
            console.Output,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("AKIA", console.Output, StringComparison.Ordinal);
        Assert.Empty(console.Errors);
    }

    [Fact]
    public async Task Options_override_the_profile_and_work_without_one()
    {
        var (_, changed) = await Run(
            "generate",
            "csharp",
            "--file-based",
            "--profile",
            "dev",
            "--duration",
            "2h",
            "--session-name",
            "nightly",
            "--region",
            "eu-west-1"
        );
        Assert.StartsWith("#:package AWSSDK.SecurityToken@4.*\n", changed.Output, StringComparison.Ordinal);
        Assert.Contains("DurationSeconds = 7200", changed.Output, StringComparison.Ordinal);
        Assert.Contains("RoleSessionName = \"nightly\"", changed.Output, StringComparison.Ordinal);
        Assert.Contains("GetBySystemName(\"eu-west-1\")", changed.Output, StringComparison.Ordinal);

        var (_, bare) = await Run(
            "generate",
            "csharp",
            "--role-arn",
            "arn:aws:iam::777788889999:role/x",
            "--source-profile",
            "home",
            "--external-id",
            "a:b"
        );
        Assert.Contains("ExternalId = \"a:b\"", bare.Output, StringComparison.Ordinal);
        Assert.Contains("new Profile(\"home\")", bare.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_role_of_a_pipeline_needs_no_profile()
    {
        string[] trust = ["generate", "trust-policy", "--template", "github", "--repository", "octo/app", "--ref", "x"];
        string[] role = ["--role-arn", "arn:aws:iam::777788889999:role/deploy"];

        var (code, console) = await Run([.. trust, .. role]);
        var (_, named) = await Run([.. trust, .. role, "--source-profile", "home"]);

        Assert.Equal(0, code);
        Assert.Contains("arn:aws:iam::777788889999:oidc-provider/", console.Output, StringComparison.Ordinal);
        Assert.Equal(named.Output, console.Output);
        Assert.Equal(named.Errors, console.Errors);
    }

    [Fact]
    public async Task Without_a_default_profile_a_role_wants_its_source_named()
    {
        var (code, console) = await Run("generate", "csharp", "--role-arn", "arn:aws:iam::777788889999:role/x");

        Assert.Equal(3, code);
        Assert.Contains("hint: Add --source-profile NAME.", console.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--profiles", "prod-ad*,dev")]
    [InlineData("--profile", "prod-admin", "--profile", "dev")]
    [InlineData("--profile", "prod-admin", "--profiles", "de?")]
    public async Task An_engine_takes_names_and_patterns_of_profiles(params string[] profiles)
    {
        var (code, console) = await Run(["generate", "github-actions", .. profiles, "--script", "audit.sh"]);

        Assert.Equal(0, code);
        Assert.Contains("444455556666", console.Output, StringComparison.Ordinal);
        Assert.Contains("222233334444", console.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Uses_placeholders_without_a_profile()
    {
        var (code, console) = await Run("generate", "csharp");

        Assert.Equal(0, code);
        Assert.Contains("arn:aws:iam::123456789012:role/role-name", console.Output, StringComparison.Ordinal);
        Assert.Empty(console.Errors);
    }

    [Fact]
    public async Task Json_has_the_code_and_its_metadata()
    {
        var (_, console) = await Run("generate", "csharp", "--profile", "vendor", "--template", "injected", "--json");

        using var document = JsonDocument.Parse(console.Output);
        Assert.Equal(
            ["language", "template", "fileName", "code", "notes"],
            document.RootElement.EnumerateObject().Select(member => member.Name)
        );
        Assert.Equal("injected.cs", document.RootElement.GetProperty("fileName").GetString());
        Assert.Contains("777788889999", document.RootElement.GetProperty("code").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_has_a_line_for_each_template()
    {
        var (code, console) = await Run("generate", "--list");
        Assert.Equal(0, code);
        Assert.Contains("multi-account", console.Output, StringComparison.Ordinal);
        Assert.Contains("step-functions", console.Output, StringComparison.Ordinal);

        var (_, one) = await Run("generate", "powershell", "--list", "--json");
        using var document = JsonDocument.Parse(one.Output);
        var language = Assert.Single(document.RootElement.GetProperty("languages").EnumerateArray());
        Assert.Equal("powershell", language.GetProperty("id").GetString());
        Assert.Empty(document.RootElement.GetProperty("engines").EnumerateArray());
    }

    [Fact]
    public async Task Lists_an_engine()
    {
        var (code, console) = await Run("generate", "CloudFormation", "--list", "--json");

        Assert.Equal(0, code);
        using var document = JsonDocument.Parse(console.Output);
        Assert.Empty(document.RootElement.GetProperty("languages").EnumerateArray());
        var engine = Assert.Single(document.RootElement.GetProperty("engines").EnumerateArray());
        Assert.Equal("cloudformation", engine.GetProperty("name").GetString());
        Assert.False(engine.GetProperty("runsCommands").GetBoolean());
    }

    [Fact]
    public async Task Writes_a_trust_policy_for_a_pipeline()
    {
        var (code, console) = await Run(
            "generate",
            "trust-policy",
            "--template",
            "github",
            "--role-arn",
            "arn:aws:iam::444455556666:role/deploy",
            "--source-profile",
            "home",
            "--repository",
            "octo/app",
            "--owner-id",
            "123456",
            "--repository-id",
            "456789",
            "--environment",
            "production"
        );

        Assert.Equal(0, code);
        Assert.Contains(
            "\"repo:octo@123456/app@456789:environment:production\"",
            console.Output,
            StringComparison.Ordinal
        );
        Assert.Empty(console.Errors);
    }

    [Fact]
    public async Task Writes_the_definition_of_an_engine_for_the_profiles_and_the_command()
    {
        var (code, console) = await Run(
            "generate",
            "github-actions",
            "--profile",
            "dev",
            "--profile",
            "vendor",
            "--parallel",
            "3",
            "--",
            "./audit.sh",
            "it's"
        );

        Assert.Equal(0, code);
        Assert.Contains(
            "role: \"arn:aws:iam::777788889999:role/vendor-access\"",
            console.Output,
            StringComparison.Ordinal
        );
        Assert.Contains("max-parallel: 3", console.Output, StringComparison.Ordinal);
        Assert.Contains("- run: \"./audit.sh 'it'\\\\''s'\"", console.Output, StringComparison.Ordinal);
        Assert.StartsWith("note: Save it in .github/workflows", console.Errors, StringComparison.Ordinal);
    }

    private async Task<(int Code, FakeConsole Console)> Run(params string[] args)
    {
        var console = new FakeConsole();
        var services = new ServiceCollection();
        sandbox.AddHost(services);
        await using var provider = services.AddLogging().BuildServiceProvider();
        return (await CommandLineApplication.RunAsync(args, console, provider), console);
    }
}
