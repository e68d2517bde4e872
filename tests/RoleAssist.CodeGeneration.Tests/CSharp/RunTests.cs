using RoleAssist.CodeGeneration.Tests.Support;
using RoleAssist.Core.Chains;
using RoleAssist.Core.CodeGeneration;

namespace RoleAssist.CodeGeneration.Tests.CSharp;

/// <summary>Compiles generated C# and runs it as a separate process against the sandbox.</summary>
[Collection(nameof(CSharpSandbox))]
public class RunTests(CodeSandbox sandbox)
{
    private const string Admin = "arn:aws:sts::444455556666:assumed-role/admin/alice@laptop";
    private const string Auditor = "arn:aws:sts::555566667777:assumed-role/auditor/alice@laptop";
    private const string Vendor = "arn:aws:sts::777788889999:assumed-role/vendor-access/nightly-report";

    [Theory]
    [InlineData("top-level", "prod-admin", Admin)]
    [InlineData("top-level", "prod-audit", Auditor)]
    [InlineData("dependency-injection", "prod-audit", Auditor)]
    [InlineData("role-chain", "prod-audit", Auditor)]
    [InlineData("mfa-callback", "prod-audit", Auditor)]
    [InlineData("multi-account", "prod-admin vendor", Admin)]
    public async Task Uses_the_role_after_an_MFA_code(string template, string profiles, string arn)
    {
        var run = await RunAsync(sandbox.Generate("csharp", template, profiles.Split(' ')), await sandbox.CodeAsync());

        Assert.Contains($"Working as {arn}", run.Succeeded().Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("top-level")]
    [InlineData("dependency-injection")]
    [InlineData("role-chain")]
    [InlineData("mfa-callback")]
    [InlineData("multi-account")]
    public async Task Fails_with_a_message_after_a_wrong_code(string template)
    {
        var code = sandbox.Generate("csharp", template, template == "role-chain" ? "prod-audit" : "prod-admin");
        var run = await RunAsync(code, "000000");

        Assert.Equal(1, run.ExitCode);
        var complaint = Assert.Single(run.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Matches(
            "^(The role was not assumed|The chain was not completed|Could not get the source credentials): "
                + "MultiFactorAuthentication failed with invalid MFA one time pass code",
            complaint
        );
        Assert.DoesNotContain("Working as", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("top-level", "vendor", Vendor)]
    [InlineData("dependency-injection", "vendor", Vendor)]
    [InlineData("web-identity", "ci", "arn:aws:sts::444455556666:assumed-role/deploy/build-42")]
    public async Task Does_not_ask_for_a_code_if_none_is_needed(string template, string profile, string arn)
    {
        var run = await RunAsync(sandbox.Generate("csharp", template, profile));

        Assert.Contains($"Working as {arn}", run.Succeeded().Output, StringComparison.Ordinal);
        Assert.DoesNotContain("MFA", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("top-level", "The role was not assumed: ")]
    [InlineData("multi-account", "Could not get the source credentials: ")]
    public async Task Fails_with_a_message_if_STS_is_unreachable(string template, string message)
    {
        var run = await RunAsync(
            sandbox.Generate("csharp", template, "prod-admin"),
            "000000",
            ("AWS_ENDPOINT_URL_STS", "http://127.0.0.1:9"),
            ("AWS_MAX_ATTEMPTS", "1")
        );

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith(
            message,
            Assert.Single(run.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("top-level")]
    [InlineData("role-chain")]
    [InlineData("dependency-injection")]
    public async Task Names_a_missing_profile(string template)
    {
        var code = sandbox.Generate("csharp", template, "prod-audit");

        var run = await RunAsync(
            code with
            {
                Code = code.Code.Replace("Profile(\"home\")", "Profile(\"gone\")", StringComparison.Ordinal),
            },
            "000000"
        );

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(
            "Unable to find the \"gone\" profile",
            Assert.Single(run.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Continues_with_other_accounts_after_one_fails()
    {
        var code = sandbox.Generate(
            "csharp",
            "multi-account",
            (AssumeTarget[])
                [
                    new() { Profile = "vendor" },
                    new() { RoleArn = "arn:aws:iam::777788889999:role/no-such-role", SourceProfile = "home" },
                ]
        );

        var run = await RunAsync(code);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"Working as {Vendor}", run.Output, StringComparison.Ordinal);
        Assert.StartsWith(
            "arn:aws:iam::777788889999:role/no-such-role: ",
            Assert.Single(run.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Uses_only_injected_credentials()
    {
        var code = sandbox.Generate("csharp", "injected", "prod-admin");

        var without = await RunAsync(code, environment: [("AWS_ACCESS_KEY_ID", null), ("AWS_SECRET_ACCESS_KEY", null)]);
        Assert.Equal(1, without.ExitCode);
        Assert.Equal(
            "There are no credentials here. Assume a role for this terminal, or start this with: roleassist exec prod-admin -- dotnet run\n",
            without.Errors
        );

        var elsewhere = await RunAsync(
            code,
            environment:
            [
                ("AWS_ACCESS_KEY_ID", null),
                ("AWS_SECRET_ACCESS_KEY", null),
                ("AWS_PROFILE", "vendor"),
                ("AWS_REGION", "eu-west-1"),
            ]
        );
        Assert.Equal(1, elsewhere.ExitCode);
        Assert.StartsWith(
            "This program needs role admin in account 444455556666, "
                + "but the credentials belong to arn:aws:sts::777788889999:",
            elsewhere.Errors,
            StringComparison.Ordinal
        );

        var right = await RunAsync(
            sandbox.Generate("csharp", "injected", "vendor"),
            environment: [("AWS_ACCESS_KEY_ID", null), ("AWS_SECRET_ACCESS_KEY", null), ("AWS_PROFILE", "vendor")]
        );
        Assert.StartsWith(
            "Working as arn:aws:sts::777788889999:assumed-role/vendor-access/",
            right.Succeeded().Output,
            StringComparison.Ordinal
        );

        var invalid = await RunAsync(code);
        Assert.Equal(1, invalid.ExitCode);
        Assert.StartsWith(
            "AWS rejected the credentials: ",
            Assert.Single(invalid.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)),
            StringComparison.Ordinal
        );
    }

    private Task<ProgramRun> RunAsync(
        GeneratedCode code,
        string? mfaCode = null,
        params (string Name, string? Value)[] environment
    ) =>
        CSharpCode.RunAsync(
            code.Code,
            command =>
                ProgramRun.StartAsync(
                    command[0],
                    command.Skip(1),
                    sandbox.Environment(environment),
                    mfaCode is null ? null : mfaCode + "\n"
                )
        );
}
