using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using RoleAssist.Host.Tests.Support;

namespace RoleAssist.Host.Tests.CommandLine;

/// <summary>The verbs run and accounts, with the sandbox and real processes.</summary>
[Collection(nameof(SharedSandbox))]
public sealed class RunVerbTests(HostSandbox sandbox) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("roleassist-").FullName;

    public static bool IsUnix => !OperatingSystem.IsWindows();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact(SkipUnless = nameof(IsUnix), Skip = "Needs sh.")]
    public async Task Runs_a_command_with_the_credentials_of_the_account()
    {
        var (code, console) = await Run(
            "run --profile dev --json --quiet -- sh -c".Split(' '),
            "test -n \"$AWS_SESSION_TOKEN\" && echo $ROLEASSIST_ACCOUNT"
        );

        using var line = JsonDocument.Parse(console.Output);
        Assert.Equal((0, "", "ok"), (code, console.Errors, Text(line, "state")));
        Assert.Equal($"{Text(line, "account")}\n", Text(line, "stdout"));
    }

    [Fact(SkipUnless = nameof(IsUnix), Skip = "Needs sh.")]
    public async Task With_an_endpoint_a_command_has_no_keys()
    {
        var (code, console) = await Run(
            "run --profile dev --delivery endpoint --json --quiet -- sh -c".Split(' '),
            "test -z \"$AWS_ACCESS_KEY_ID$AWS_SESSION_TOKEN\" && echo $AWS_CONTAINER_CREDENTIALS_FULL_URI"
        );

        using var line = JsonDocument.Parse(console.Output);
        Assert.Equal((0, "", "ok"), (code, console.Errors, Text(line, "state")));
        Assert.StartsWith("http://127.0.0.1:", Text(line, "stdout"), StringComparison.Ordinal);
    }

    [Fact(SkipUnless = nameof(IsUnix), Skip = "Needs sh.")]
    public async Task Exits_with_7_if_some_failed_and_tells_which()
    {
        var (code, console) = await Run(
            "run --profile dev --regions eu-west-1,us-east-1 --output none -- sh -c".Split(' '),
            "test $ROLEASSIST_REGION = eu-west-1"
        );

        Assert.Equal((7, ""), (code, console.Output));
        Assert.Matches(
            @"^1 ok, 1 failed in [0-9.]+ s\r?\n  dev/us-east-1 \([0-9]{12}\): exit code 1\r?\n$",
            console.Errors
        );
    }

    [Theory(SkipUnless = nameof(IsUnix), Skip = "Needs sh.")]
    [InlineData("")]
    [InlineData("--stop-on-error 1 --parallel 1 --yes")]
    public async Task Exits_with_the_class_of_the_fault_if_nothing_could_begin(string options)
    {
        var file = Path.Combine(_folder, "accounts.csv");
        await File.WriteAllTextAsync(file, "id\n999999999999\n" + (options.Length > 0 ? "999999999998\n" : ""));

        var (code, console) = await Run([
            .. $"run --accounts {file} --role nobody --source-profile home {options}".Split(
                ' ',
                StringSplitOptions.RemoveEmptyEntries
            ),
            "--",
            "true",
        ]);

        Assert.Equal(4, code);
        Assert.Contains("1 not assumed", console.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("run --profile dev --profile home -- true", 6, "Run in 2 accounts? Nobody can be asked.")]
    [InlineData(
        "run --profile dev --profile prod-admin --yes -- true",
        6,
        "1 of them production? Nobody can be asked."
    )]
    [InlineData(
        "run --profile dev --profile prod-admin --confirm-production 2 -- true",
        2,
        "1 production account, not 2"
    )]
    [InlineData("run --profile dev", 2, "There is no command to run.")]
    [InlineData("run -- true", 2, "No accounts are selected.")]
    [InlineData("run --profile dev -- no-such-command-of-anybody", 2, "is not on the PATH")]
    [InlineData("run --profile dev -- echo x{name}", 2, "{name} must be a whole argument")]
    [InlineData("run --profile dev --output pigeon -- true", 2, "--output 'pigeon' is unknown.")]
    [InlineData("run --profile dev --output files: -- true", 2, "--output 'files:' is unknown.")]
    [InlineData("run --profile dev --delivery profile -- true", 2, "'profile' not recognized")]
    [InlineData("run --profile dev --parallel 0 -- true", 2, "--parallel must be from 1 to 1000.")]
    [InlineData("run --profile dev --assume-rate 0.001 -- true", 2, "--assume-rate must be 0.01 or more.")]
    [InlineData("run --profile dev --assume-rate NaN -- true", 2, "--assume-rate must be 0.01 or more.")]
    [InlineData("run --profile dev --timeout 0 -- true", 2, "--timeout 0 is not a time that a command may take.")]
    [InlineData("run --profile dev --timeout 99999h -- true", 2, "--timeout 99999h is not a time")]
    [InlineData("run --profile dev --regions europe! -- true", 2, "'europe!' is not a region.")]
    [InlineData("run --profile dev --resume a --retry-failed b -- true", 2, "exclude each other")]
    [InlineData("run --profile dev --retry-failed no-such-file -- true", 2, "no-such-file cannot be used")]
    [InlineData("run --profile dev --script no-such.sh", 2, "The script no-such.sh does not exist.")]
    [InlineData("run --profile nobody -- true", 3, "There is no profile 'nobody'.")]
    [InlineData(
        "run --profile dev --role-arn arn:aws:iam::111122223333:role/x -- true",
        2,
        "--role-arn names the role of one account."
    )]
    [InlineData("run --organization home -- true", 2, "--organization needs the name of the role")]
    [InlineData("run --profile dev --ou x -- true", 2, "--ou selects accounts of an organization.")]
    [InlineData("run --profile dev --include env=prod -- true", 2, "No selected account has an attribute 'env'.")]
    [InlineData("run --profile dev --exclude name=dev -- true", 2, "No account is left")]
    [InlineData("run --sso nobody -- true", 3, "There is no sso-session 'nobody'.")]
    [InlineData("accounts", 2, "No accounts are selected.")]
    [InlineData("accounts --accounts no-such-file --role x", 2, "The accounts file cannot be read")]
    [InlineData("accounts --accounts /dev/null --role x", 2, "is no list of accounts")]
    public async Task What_is_wrong_is_told_before_anything_runs(string line, int exit, string words)
    {
        var (code, console) = await Run(line.Split(' '));

        Assert.Equal((exit, ""), (code, console.Output));
        Assert.StartsWith("error ", console.Errors, StringComparison.Ordinal);
        Assert.Contains(words, console.Errors, StringComparison.Ordinal);
    }

    [Fact(SkipUnless = nameof(IsUnix), Skip = "Needs sh.")]
    public async Task Results_can_be_resumed_and_retried()
    {
        var results = Path.Combine(_folder, "results.jsonl");
        var marks = Path.Combine(_folder, "marks");
        string[] command =
        [
            "--",
            "sh",
            "-c",
            $"echo $ROLEASSIST_REGION >> {marks}; test $ROLEASSIST_REGION = eu-west-1 -o -e {marks}.good",
        ];
        async Task<int> With(string options) =>
            (await Run([.. $"run --profile dev --parallel 1 {options} --quiet".Split(' '), .. command])).Code;

        Assert.Equal(7, await With($"--regions eu-west-1,us-east-1 --results {results}"));
        Assert.Equal(2, await With($"--regions eu-west-1 --results {results}"));
        await File.WriteAllTextAsync($"{marks}.good", "");
        Assert.Equal(0, await With($"--regions eu-west-1,us-east-1,sa-east-1 --resume {results}"));
        Assert.Equal(0, await With($"--regions eu-west-1,us-east-1,sa-east-1 --retry-failed {results}"));
        Assert.Equal(0, await With($"--regions eu-west-1,us-east-1,sa-east-1 --retry-failed {results}"));

        Assert.Equal(["eu-west-1", "us-east-1", "sa-east-1", "us-east-1"], await File.ReadAllLinesAsync(marks));
    }

    [Fact]
    public async Task An_unusable_results_file_costs_no_code()
    {
        var results = Path.Combine(_folder, "results.jsonl");
        await File.WriteAllTextAsync(results, "{}\n");

        var (code, console) = await Run($"run --profile prod-admin --results {results} -- true".Split(' '));

        Assert.Equal(2, code);
        Assert.Contains("exists.", console.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dry_run_prints_the_plan_and_asks_nobody()
    {
        var (code, json) = await Run("run --profile dev --profile prod-admin --dry-run --json -- true".Split(' '));
        var (_, table) = await Run("run --profile dev --profile prod-admin --dry-run -- true".Split(' '));

        using var document = JsonDocument.Parse(json.Output);
        Assert.Equal(0, code);
        Assert.Equal(
            "accounts production codesNeeded processes",
            string.Join(' ', document.RootElement.EnumerateObject().Select(field => field.Name))
        );
        Assert.Equal(
            "account name profile roleArn regions production problem",
            string.Join(
                ' ',
                document.RootElement.GetProperty("accounts")[0].EnumerateObject().Select(field => field.Name)
            )
        );
        Assert.Equal(1, document.RootElement.GetProperty("codesNeeded").GetInt32());
        Assert.Contains("2 accounts, 1 of them production; 2 processes", table.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Accounts_lists_what_run_would_take_with_its_attributes()
    {
        var file = Path.Combine(_folder, "accounts.csv");
        await File.WriteAllTextAsync(
            file,
            "id,name,env\n111122223333,shop,prod\n444455556666,pay,test\n777788889999,lab,prod"
        );
        var line = $"accounts --accounts {file} --role reader";

        using var accounts = JsonDocument.Parse(
            (await Run($"{line} --include env=prod --json".Split(' '))).Console.Output
        );
        using var attributes = JsonDocument.Parse((await Run($"{line} --attributes --json".Split(' '))).Console.Output);
        using var values = JsonDocument.Parse((await Run($"{line} --attributes env --json".Split(' '))).Console.Output);
        var table = (await Run(line.Split(' '))).Console.Output;

        Assert.Equal(
            """[{"id":"111122223333","name":"shop","profile":null,"roleArn":"arn:aws:iam::111122223333:role/reader","production":true,"env":"prod"},"""
                + """{"id":"777788889999","name":"lab","profile":null,"roleArn":"arn:aws:iam::777788889999:role/reader","production":true,"env":"prod"}]""",
            JsonSerializer.Serialize(accounts.RootElement.GetProperty("accounts"))
        );
        Assert.Equal(
            """{"attributes":{"env":2,"id":3,"name":3,"production":2,"role":1}}""",
            JsonSerializer.Serialize(attributes.RootElement)
        );
        Assert.Equal("""{"values":{"prod":2,"test":1}}""", JsonSerializer.Serialize(values.RootElement));
        Assert.Matches("444455556666 +│ +pay|444455556666 +pay", table);
    }

    [Fact]
    public async Task A_listing_needs_no_role_and_production_can_be_excluded()
    {
        var file = Path.Combine(_folder, "accounts.csv");
        await File.WriteAllTextAsync(file, "id,name,env\n111122223333,shop,prod\n444455556666,pay,test");

        using var accounts = JsonDocument.Parse(
            (await Run($"accounts --accounts {file} --exclude production=true --json".Split(' '))).Console.Output
        );

        Assert.Equal(
            """[{"id":"444455556666","name":"pay","profile":null,"roleArn":null,"production":false,"env":"test"}]""",
            JsonSerializer.Serialize(accounts.RootElement.GetProperty("accounts"))
        );
    }

    private static string? Text(JsonDocument document, string name) =>
        document.RootElement.GetProperty(name).GetString();

    private Task<(int Code, FakeConsole Console)> Run(string[] args, string script) => Run([.. args, script]);

    private async Task<(int Code, FakeConsole Console)> Run(string[] args)
    {
        var console = new FakeConsole();
        var services = new ServiceCollection().AddLogging();
        sandbox.AddHost(services);
        await using var provider = services.BuildServiceProvider();
        return (await CommandLineApplication.RunAsync(args, console, provider), console);
    }
}
