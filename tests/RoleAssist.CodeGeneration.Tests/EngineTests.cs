using System.Text.Json;
using System.Text.RegularExpressions;
using RoleAssist.Core.CodeGeneration.Engines;
using RoleAssist.Core.CodeGeneration.Pipelines;
using RoleAssist.Core.Errors;
using RoleAssist.TestInfrastructure;

namespace RoleAssist.CodeGeneration.Tests;

/// <summary>
/// Definitions of engines. <c>tests/interop/engines.test.mjs</c> gives the snapshots to the engines' own linters.
/// </summary>
public partial class EngineTests
{
    private const string Hostile = "a\"b'c\n- x: ${{ secrets.T }} $(touch pwned) $HOME #\\ é😀\u202e: [\r\n{{";

    private static readonly EngineTargets Two = new([
        new("444455556666", "prod", "arn:aws:iam::444455556666:role/ci/deploy", ["eu-central-1", "us-east-1"]),
        new("111122223333", null, "arn:aws:iam::111122223333:role/ci/deploy", ["eu-central-1"]),
    ]);

    private static readonly EngineTargets Named = new([
        new("444455556666", Hostile, "arn:aws:iam::444455556666:role/deploy", ["eu-central-1"]),
    ]);

    public static TheoryData<string> Names => [.. EngineCatalog.All.Select(engine => engine.Name)];

    public static TheoryData<string> NamesOfRunners =>
        [.. EngineCatalog.All.Where(engine => engine.RunsCommands).Select(engine => engine.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Matches_the_approved_snapshot(string engine) => Match(new EngineRequest(engine, Two), engine);

    /// <summary>A linter that accepts the snapshot, and a person who reads it, see that no name became code.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Hostile_names_stay_values(string engine) =>
        Match(new EngineRequest(engine, Named), $"hostile-{engine}");

    [Theory]
    [MemberData(nameof(NamesOfRunners))]
    public void Hostile_commands_stay_words(string engine) =>
        Match(new EngineRequest(engine, Two) { Command = ["./audit.sh", "--note", Hostile, ""] }, $"command-{engine}");

    [Theory]
    [InlineData("github-actions", 256, 1)]
    [InlineData("github-actions", 257, 2)]
    [InlineData("gitlab", 200, 1)]
    [InlineData("gitlab", 401, 3)]
    public void Splits_a_matrix_that_is_too_long(string engine, int accounts, int jobs)
    {
        var definition = GenerateEngineHandler.Handle(new EngineRequest(engine, Many(accounts)));

        Assert.Equal(jobs, MatrixLine().Count(definition.Content));
        Assert.Equal(accounts, ArnLine().Count(definition.Content));
        Assert.Equal(
            jobs > 1,
            definition.Notes.Any(note => note.Contains($"there are {jobs} jobs", StringComparison.Ordinal))
        );
    }

    [Fact]
    public void A_matrix_that_is_split_matches_the_approved_snapshot() =>
        Match(new EngineRequest("github-actions", Many(257)), "split-github-actions");

    [Fact]
    public void A_stack_set_trusts_the_provider_in_the_account_of_the_role()
    {
        var request = new EngineRequest("cloudformation", Two)
        {
            Pipeline = PipelineProvider.Bitbucket,
            Parameters = new Dictionary<string, string> { ["workspace"] = "octo" },
        };

        Match(request, "pipeline-cloudformation");
    }

    [Fact]
    public void A_state_machine_calls_a_function() =>
        Match(
            new EngineRequest("step-functions", Two)
            {
                Function = "arn:aws:lambda:eu-central-1:111122223333:function:audit",
                Parallel = 40,
            },
            "function-step-functions"
        );

    [Fact]
    public void A_state_machine_has_the_names_unchanged()
    {
        using var machine = JsonDocument.Parse(
            GenerateEngineHandler.Handle(new EngineRequest("step-functions", Named)).Content
        );

        Assert.StartsWith(
            "a\"b'c",
            machine
                .RootElement.GetProperty("States")
                .GetProperty("Accounts")
                .GetProperty("Result")[0]
                .GetProperty("name")
                .GetString(),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("fortran", "Unknown engine 'fortran'.")]
    [InlineData("cloudformation", "cloudformation runs no commands.")]
    [InlineData("step-functions", "step-functions runs no commands.")]
    public void Refuses_what_an_engine_does_not_do(string engine, string message) =>
        Refused(new EngineRequest(engine, Two) { Command = ["true"] }, message);

    [Fact]
    public void Refuses_an_empty_selection() =>
        Refused(new EngineRequest("gitlab", new EngineTargets([])), "No account is selected.");

    [Theory]
    [InlineData("44445555666", "arn:aws:iam::44445555666:role/x", "eu-west-1")]
    [InlineData("444455556666", "arn:aws:iam::111122223333:role/x", "eu-west-1")]
    [InlineData("444455556666", "arn:aws:iam::444455556666:role/x y", "eu-west-1")]
    [InlineData("444455556666", "arn:aws:iam::444455556666:role/x\n", "eu-west-1")]
    [InlineData("444455556666", "arn:aws:iam::444455556666:role/${{x}}", "eu-west-1")]
    [InlineData("444455556666", "arn:aws:iam::444455556666:role/x", "eu-west-1; rm")]
    [InlineData("444455556666", "arn:aws:iam::444455556666:role/x", "")]
    public void Refuses_accounts_roles_and_regions_that_cannot_exist(string account, string role, string region)
    {
        var refusal = Assert.Throws<RoleAssistException>(() =>
            GenerateEngineHandler.Handle(
                new EngineRequest("gitlab", new EngineTargets([new(account, "x", role, [region])]))
            )
        );

        Assert.Equal(ErrorCode.InvalidArgument, refusal.Code);
    }

    [Fact]
    public void A_stack_set_creates_one_role() =>
        Refused(
            new EngineRequest(
                "cloudformation",
                new EngineTargets([
                    .. Two.Accounts,
                    new("777788889999", null, "arn:aws:iam::777788889999:role/other", ["eu-west-1"]),
                ])
            ),
            "The accounts have roles with 2 names, but a StackSet creates one."
        );

    [Fact]
    public void A_state_machine_has_a_limited_list() =>
        Refused(
            new EngineRequest("step-functions", Many(3_000)),
            "The list of 3000 accounts and regions is larger than a state may be."
        );

    private static EngineTargets Many(int count) =>
        new([
            .. Enumerable
                .Range(0, count)
                .Select(number => $"{100_000_000_000 + number}")
                .Select(id => new EngineTarget(id, null, $"arn:aws:iam::{id}:role/audit", ["eu-west-1"])),
        ]);

    private static void Match(EngineRequest request, string name) =>
        Snapshots.Match(GenerateEngineHandler.Handle(request).Content, name);

    private static void Refused(EngineRequest request, string message) =>
        Assert.Equal(message, Assert.Throws<RoleAssistException>(() => GenerateEngineHandler.Handle(request)).Message);

    [GeneratedRegex("^ +matrix:$", RegexOptions.Multiline)]
    private static partial Regex MatrixLine();

    [GeneratedRegex(@"^ +(role|AWS_ROLE_ARN): ""arn:aws:iam::\d{12}:role/audit""$", RegexOptions.Multiline)]
    private static partial Regex ArnLine();
}
