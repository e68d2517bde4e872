using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using RoleAssist.Core.Diagnostics;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Tests.Fakes;

namespace RoleAssist.Core.Tests.Diagnostics;

public class DiagnosticsHandlerTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task Runs_all_checks_even_if_one_fails_or_hangs()
    {
        var looking = Run(
            new Diagnostic(
                "Broken",
                _ => throw new RoleAssistException(ErrorCode.ServiceUnreachable, "It is gone.", "Look for it.")
            ),
            new Diagnostic("Faulty", _ => throw new FileNotFoundException("It is not there.")),
            new Diagnostic(
                "Slow",
                async stop =>
                {
                    await Task.Delay(Timeout.Infinite, stop);
                    return [];
                }
            ),
            new Diagnostic(
                "Fine",
                _ =>
                    Task.FromResult<IReadOnlyList<DiagnosticFinding>>([
                        new("Fine", DiagnosticStatus.Ok, "All is well."),
                    ])
            )
        );
        _time.Advance(TimeSpan.FromSeconds(11));

        var findings = (await looking).Findings;

        Assert.Equal(["Broken", "Faulty", "Slow", "Fine", "Editor"], findings.Select(finding => finding.Topic));
        Assert.Equal(
            [
                DiagnosticStatus.Error,
                DiagnosticStatus.Error,
                DiagnosticStatus.Error,
                DiagnosticStatus.Ok,
                DiagnosticStatus.Ok,
            ],
            findings.Select(finding => finding.Status)
        );
        Assert.Equal(("It is gone.", "Look for it."), (findings[0].Message, findings[0].Hint));
        Assert.Equal("A check failed: FileNotFoundException: It is not there.", findings[1].Message);
    }

    [Fact]
    public async Task Redacts_the_report()
    {
        var report = await Run(
            new Diagnostic(
                "Who",
                _ =>
                    Task.FromResult<IReadOnlyList<DiagnosticFinding>>([
                        new("Who", DiagnosticStatus.Warning, "It is ana of 123456789012.", "Ask ana."),
                    ])
            )
        );

        Assert.Equal(
            "# RoleAssist diagnostics\n\n## Who\n\n- **Warning:** It is <user> of <account>. → Ask <user>.\n\n## Editor\n\n- shell: <path>\n",
            report.Text
        );
    }

    [Theory]
    [InlineData("gone", false, "names a profile that does not exist")]
    [InlineData("home", true, "JavaScript uses the profile")]
    [InlineData(null, false, null)]
    public async Task Reports_conflicts_in_the_environment(string? profile, bool keys, string? expected)
    {
        var variables = new Dictionary<string, string> { ["AWS_REGION"] = "eu-west-1" };
        if (profile is not null)
        {
            variables["AWS_PROFILE"] = profile;
        }

        if (keys)
        {
            variables["AWS_ACCESS_KEY_ID"] = "AKIA";
            variables["AWS_SECRET_ACCESS_KEY"] = "hidden";
        }

        var findings = await new EnvironmentDiagnostic(
            new ProcessEnvironment(variables),
            new AwsFiles().User("home")
        ).RunAsync(CancellationToken.None);

        Assert.Contains("AWS_REGION", findings[0].Message, StringComparison.Ordinal);
        Assert.DoesNotContain(findings, finding => finding.Message.Contains("hidden", StringComparison.Ordinal));
        if (expected is null)
        {
            Assert.Single(findings);
        }
        else
        {
            Assert.Contains(expected, findings[1].Message, StringComparison.Ordinal);
        }
    }

    /// <summary>Simulates a terminal in which the role was typed and delivered through a generated profile.</summary>
    [Fact]
    public async Task Does_not_report_a_generated_profile_as_missing()
    {
        const string Role = "arn:aws:iam::123456789012:role/deploy";
        var environment = new ProcessEnvironment(
            new Dictionary<string, string>
            {
                ["AWS_PROFILE"] = Role,
                ["AWS_CONFIG_FILE"] = "/run/user/1000/roleassist/1.profiles/0/roleassist-config",
                ["ROLEASSIST_PROFILE"] = Role,
            }
        );

        var findings = await new EnvironmentDiagnostic(environment, new AwsFiles().User("home")).RunAsync(
            CancellationToken.None
        );

        Assert.All(findings, finding => Assert.Equal(DiagnosticStatus.Ok, finding.Status));
    }

    private Task<DiagnosticsReport> Run(params IDiagnostic[] diagnostics) =>
        new DiagnosticsHandler(
            diagnostics,
            new Redactor([KeyValuePair.Create("ana", "<user>")]),
            new AwsFiles().User("home"),
            new ProcessEnvironment([]),
            _time,
            NullLogger<DiagnosticsHandler>.Instance
        ).HandleAsync(new Dictionary<string, string> { ["shell"] = "/home/ana/zsh" }, CancellationToken.None);

    private sealed class Diagnostic(string topic, Func<CancellationToken, Task<IReadOnlyList<DiagnosticFinding>>> run)
        : IDiagnostic
    {
        public string Topic => topic;

        public Task<IReadOnlyList<DiagnosticFinding>> RunAsync(CancellationToken cancellationToken) =>
            run(cancellationToken);
    }
}
