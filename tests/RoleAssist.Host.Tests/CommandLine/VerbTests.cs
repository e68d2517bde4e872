using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using RoleAssist.Host.Tests.Support;

namespace RoleAssist.Host.Tests.CommandLine;

[Collection(nameof(SharedSandbox))]
public class VerbTests(HostSandbox sandbox)
{
    [Fact]
    public async Task Version_is_one_line()
    {
        var (code, console) = await Run("--version");

        Assert.Equal(0, code);
        Assert.Matches(@"^roleassist \d+\.\d+\.\d+\r?\n$", console.Output);
    }

    [Theory]
    [InlineData("profiles")]
    [InlineData("explain")]
    [InlineData("assume")]
    [InlineData("whoami")]
    [InlineData("env")]
    [InlineData("exec")]
    [InlineData("console")]
    [InlineData("accounts")]
    [InlineData("run")]
    [InlineData("credential-process")]
    [InlineData("log")]
    [InlineData("diagnose")]
    [InlineData("docker-args")]
    [InlineData("generate")]
    [InlineData("check")]
    [InlineData("check", "trust-policy")]
    [InlineData("serve")]
    [InlineData("sandbox")]
    [InlineData("sandbox", "env")]
    [InlineData("sandbox", "totp")]
    [InlineData("sandbox", "fault")]
    [InlineData("sandbox", "role")]
    [InlineData("sandbox", "token")]
    [InlineData("vault")]
    [InlineData("vault", "status")]
    [InlineData("vault", "list")]
    [InlineData("vault", "add")]
    [InlineData("vault", "import")]
    [InlineData("vault", "remove")]
    [InlineData("vault", "export")]
    [InlineData("vault", "unlock")]
    [InlineData("vault", "lock")]
    [InlineData("vault", "move")]
    [InlineData("vault", "repair")]
    [InlineData("vault", "rotate")]
    [InlineData("login")]
    [InlineData("populate")]
    [InlineData("logout")]
    public async Task Every_verb_has_help(params string[] verb)
    {
        var (code, console) = await Run([.. verb, "--help"]);

        Assert.Equal(0, code);
        Assert.Contains("Usage:", console.Output, StringComparison.Ordinal);
        Assert.Empty(console.Errors);
    }

    [Fact]
    public async Task Diagnose_prints_a_report_as_text_or_json()
    {
        var (_, console) = await Run("diagnose");
        Assert.Contains("- STS answers at http://127.0.0.1", console.Output, StringComparison.Ordinal);

        using var document = JsonDocument.Parse((await Run("diagnose", "--json")).Console.Output);
        Assert.Equal("ok", document.RootElement.GetProperty("findings")[0].GetProperty("status").GetString());
    }

    [Theory]
    [InlineData("frobnicate", "Unrecognized command or argument 'frobnicate'")]
    [InlineData("assume", "PROFILE")]
    [InlineData("assume dev --frobnicate", "'--frobnicate'")]
    [InlineData("assume dev --duration soon", "'soon' is not a duration")]
    [InlineData("assume dev --duration 899", "a whole number from 900")]
    [InlineData("assume dev --external-id x", "has 1 characters")]
    [InlineData("assume prod-admin --mfa-serial x", "has 1 characters")]
    [InlineData("assume dev --role-arn x", "is not the ARN of a role")]
    [InlineData("assume dev --tag team", "'team' is not KEY=VALUE")]
    [InlineData("assume dev --policy no-such-file", "policy file cannot be read")]
    [InlineData("assume dev --policy ", "policy file cannot be read")]
    [InlineData("assume dev --policy /dev/zero", "policy file")]
    [InlineData("assume dev --mfa pigeon", "Cannot parse argument 'pigeon' for option '--mfa'. Did you mean")]
    [InlineData("sandbox --port x", "Cannot parse argument 'x' for option '--port'.")]
    [InlineData("sandbox --accounts 20001", "An organization can have up to 20000 member accounts")]
    [InlineData(
        "sandbox token --issuer https://gitlab.com --claim sub --home x",
        "'sub' is not a claim. Write NAME=VALUE."
    )]
    [InlineData("sandbox role x --trust-policy no-such-file --home x", "Cannot read the trust policy no-such-file")]
    [InlineData("sandbox --port 65536", "Invalid port 65536")]
    [InlineData("sandbox --port -1", "Invalid port -1")]
    [InlineData("sandbox --home ", "home folder must not be empty")]
    [InlineData("env dev --shell tcsh", "tcsh")]
    [InlineData("env --shell bash", "Specify a PROFILE")]
    [InlineData("exec dev", "no command to run")]
    [InlineData("exec dev --delivery pigeon -- true", "pigeon")]
    [InlineData("docker-args dev --delivery auto", "auto")]
    [InlineData("env --ticket x --shell bash", "Invalid ticket")]
    [InlineData("env dev --shell dotenv --unset", "cannot remove variables")]
    [InlineData("credential-process", "Specify a PROFILE")]
    [InlineData("check trust-policy", "FILE")]
    [InlineData("check trust-policy no-such-file", "cannot be read")]
    [InlineData("check trust-policy /dev/zero", "larger than 4 MB")]
    [InlineData("generate", "Specify a LANGUAGE")]
    [InlineData("generate bash --parallel 3", "bash does not take --parallel")]
    [InlineData("generate bash --repository a/b", "does not take --repository")]
    [InlineData("generate gitlab", "No account is selected")]
    [InlineData("generate gitlab --profile home", "Profile 'home' has no role")]
    [InlineData("generate github-actions --profile dev --parallel 0", "0 is not a number of accounts")]
    [InlineData("generate github-actions --profile dev --script a -- b", "either --script or a command")]
    [InlineData("generate step-functions --profile dev -- true", "runs no commands")]
    [InlineData("generate fortran", "Available: powershell, csharp")]
    [InlineData("generate powershell --template assume-rol", "Did you mean 'assume-role'?")]
    [InlineData("generate powershell --file-based", "PowerShell has no option 'file-based'")]
    [InlineData("generate csharp --profile dev --profile vendor", "'top-level' supports only one profile")]
    [InlineData(
        "generate csharp --template multi-account --profile dev --profile prod-audit",
        "but 'prod-audit' does not"
    )]
    [InlineData("sandbox fault frobnicate --home x", "frobnicate")]
    [InlineData("vault import", "Specify either profiles or --all.")]
    [InlineData("vault import home --all", "Specify either profiles or --all.")]
    [InlineData("vault move --to pigeon", "pigeon")]
    [InlineData("vault add", "PROFILE")]
    [InlineData("vault export", "Run 'roleassist vault export --help'.")]
    [InlineData("sandbox totp serial --home no-such-home", "No sandbox is running for no-such-home")]
    [InlineData("sandbox env --home no-such-home", "No sandbox is running for no-such-home")]
    public async Task Usage_errors_exit_with_2_and_name_the_problem(string line, string words)
    {
        var (code, console) = await Run(line.Split(' '));

        Assert.Equal(2, code);
        Assert.Equal(
            line.StartsWith("env ", StringComparison.Ordinal) && !line.Contains("dotenv", StringComparison.Ordinal)
                ? "false;\n"
                : "",
            console.Output
        );
        Assert.StartsWith("error InvalidArgument: ", console.Errors, StringComparison.Ordinal);
        Assert.Contains(words, console.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_is_one_line_even_if_a_name_has_control_characters()
    {
        var (_, console) = await Run("whoami", "no\n\u001b[2Jsuch");

        Assert.StartsWith(
            "error ProfileNotFound: There is no profile 'no\uFFFD\uFFFD[2Jsuch'.",
            console.Errors,
            StringComparison.Ordinal
        );
        Assert.Equal(2, console.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task An_unknown_profile_exits_with_3_and_suggests_similar_names()
    {
        var (code, console) = await Run("whoami", "prod-admn");

        Assert.Equal(3, code);
        Assert.Equal(
            "error ProfileNotFound: There is no profile 'prod-admn'.\nhint: Did you mean 'prod-admin'?\n",
            console.Errors.ReplaceLineEndings("\n")
        );
    }

    [Fact]
    public async Task A_wrong_code_exits_with_4()
    {
        var (code, console) = await Run("assume", "prod-admin", "--mfa-code", "999999");

        Assert.Equal(4, code);
        Assert.StartsWith(
            $"error MfaCodeRejected: AWS rejected the MFA code of {sandbox.Serial}",
            console.Errors,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_needed_code_without_a_terminal_exits_with_6()
    {
        var (code, console) = await Run("assume", "prod-admin");

        Assert.Equal(6, code);
        Assert.StartsWith("error MfaRequired: Profile 'prod-admin' needs", console.Errors, StringComparison.Ordinal);
        Assert.Contains("--mfa-code-stdin", console.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Credential_process_does_not_prompt_even_on_a_terminal()
    {
        var console = new FakeConsole(typed: "123456");

        Assert.Equal(6, await Run(console, "credential-process", "prod-admin"));

        Assert.Empty(console.Output);
        Assert.StartsWith("error MfaRequired: Profile 'prod-admin' needs", console.Errors, StringComparison.Ordinal);
        Assert.Contains("--mfa-code", console.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Credential_process_uses_a_code_from_the_command_line()
    {
        var (code, console) = await Run("credential-process", "prod-admin", "--mfa-code", await sandbox.CodeAsync());

        Assert.Equal(0, code);
        using var document = JsonDocument.Parse(console.Output);
        Assert.StartsWith(
            "ASIA",
            document.RootElement.GetProperty("AccessKeyId").GetString(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Prompts_on_a_terminal_and_does_not_print_the_code()
    {
        var typed = await sandbox.CodeAsync();
        var console = new FakeConsole(typed);

        Assert.Equal(0, await Run(console, "assume", "prod-admin"));

        Assert.StartsWith($"MFA code of {sandbox.Serial}: ", console.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain(typed, console.Output + console.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_code_from_stdin_is_enough_for_a_chain()
    {
        var console = new FakeConsole(piped: await sandbox.CodeAsync());

        Assert.Equal(0, await Run(console, "assume", "prod-audit", "--mfa-code-stdin", "--json"));

        using var document = JsonDocument.Parse(console.Output);
        var session = Assert.Single(document.RootElement.GetProperty("sessions").EnumerateArray());
        Assert.Equal(
            ["sessionId", "profile", "account", "arn", "region", "expiration"],
            session.EnumerateObject().Select(property => property.Name)
        );
        Assert.StartsWith(
            "arn:aws:sts::555566667777:assumed-role/auditor/",
            session.GetProperty("arn").GetString(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Whoami_prints_every_field()
    {
        var (code, console) = await Run("whoami", "home", "--json");

        Assert.Equal(0, code);
        using var document = JsonDocument.Parse(console.Output);
        Assert.Equal(
            ["account", "arn", "userId", "profile", "expiration"],
            document.RootElement.EnumerateObject().Select(property => property.Name)
        );
        Assert.Equal("home", document.RootElement.GetProperty("profile").GetString());
        Assert.Equal(JsonValueKind.Null, document.RootElement.GetProperty("expiration").ValueKind);
    }

    [Fact]
    public async Task Env_unset_removes_every_variable_that_env_sets()
    {
        var (_, set) = await Run("env", "dev", "--shell", "json");
        var (_, unset) = await Run("env", "dev", "--shell", "json", "--unset");

        using var given = JsonDocument.Parse(set.Output);
        using var removed = JsonDocument.Parse(unset.Output);
        Assert.StartsWith(
            "ASIA",
            given.RootElement.GetProperty("AWS_ACCESS_KEY_ID").GetString(),
            StringComparison.Ordinal
        );
        Assert.All(
            removed.RootElement.EnumerateObject(),
            variable => Assert.Equal(JsonValueKind.Null, variable.Value.ValueKind)
        );
        Assert.Empty(
            given
                .RootElement.EnumerateObject()
                .Select(variable => variable.Name)
                .Except(removed.RootElement.EnumerateObject().Select(variable => variable.Name))
        );
    }

    [Theory]
    [InlineData("docker-args dev", "does not have the role of 'dev'")]
    [InlineData("docker-args dev --compose", "does not have the role of 'dev'")]
    [InlineData(
        "docker-args arn:aws:iam::222233334444:role/developer",
        "does not have the role of 'arn:aws:iam::222233334444:role/developer'"
    )]
    [InlineData("docker-args nobody", "There is no profile 'nobody'")]
    public async Task Docker_args_fails_if_the_environment_does_not_have_the_role(string line, string words)
    {
        var (code, console) = await Run(line.Split(' '));

        Assert.Equal((3, ""), (code, console.Output));
        Assert.Contains(words, console.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Profiles_prints_a_table_or_json()
    {
        var (_, table) = await Run("profiles");
        var (_, json) = await Run("profiles", "--json");

        Assert.Contains("prod-admin", table.Output, StringComparison.Ordinal);
        using var document = JsonDocument.Parse(json.Output);
        Assert.Equal(
            sandbox.Description.Profiles,
            document
                .RootElement.GetProperty("profiles")
                .EnumerateArray()
                .Select(profile => profile.GetProperty("name").GetString()!)
        );
    }

    [Fact]
    public async Task Explain_prints_the_plan_without_prompting()
    {
        var (code, json) = await Run("explain", "prod-audit", "--json");
        var (_, picture) = await Run("explain", "prod-audit");

        Assert.Equal(0, code);
        using var document = JsonDocument.Parse(json.Output);
        Assert.Equal(
            [
                "profile",
                "region",
                "base",
                "steps",
                "codesNeeded",
                "lifetimeSeconds",
                "notes",
                "plan",
                "sts",
                "delivery",
                "console",
            ],
            document.RootElement.EnumerateObject().Select(property => property.Name)
        );
        Assert.Equal("accessKey", document.RootElement.GetProperty("base").GetProperty("kind").GetString());
        var steps = document.RootElement.GetProperty("steps").EnumerateArray().ToList();
        Assert.Equal(["prod-admin", "prod-audit"], steps.Select(step => step.GetProperty("profile").GetString()!));
        Assert.Equal([sandbox.Serial, null], steps.Select(step => step.GetProperty("mfaSerial").GetString()));
        Assert.Contains("arn:aws:iam::555566667777:role/auditor", picture.Output, StringComparison.Ordinal);
        Assert.Equal("endpoint", document.RootElement.GetProperty("delivery").GetProperty("mode").GetString());
        Assert.EndsWith(
            ".",
            document.RootElement.GetProperty("delivery").GetProperty("reason").GetString(),
            StringComparison.Ordinal
        );
        Assert.Contains("role chaining", picture.Output, StringComparison.Ordinal);
    }

    private async Task<(int Code, FakeConsole Console)> Run(params string[] args)
    {
        var console = new FakeConsole();
        return (await Run(console, args), console);
    }

    private async Task<int> Run(FakeConsole console, params string[] args)
    {
        var services = new ServiceCollection().AddLogging();
        sandbox.AddHost(services);
        await using var provider = services.BuildServiceProvider();
        return await CommandLineApplication.RunAsync(args, console, provider);
    }
}
