using System.Text.Json;
using RoleAssist.CodeGeneration.Tests.Support;
using RoleAssist.Core.CodeGeneration;

namespace RoleAssist.CodeGeneration.Tests.Languages;

/// <summary>
/// Checks every template with the languages' own tools, with every kind of profile and with hostile values.
/// </summary>
public class LanguageToolTests
{
    [ProgramFact("gofmt")]
    public Task Gofmt_changes_nothing() =>
        WithFilesAsync(
            "go",
            async files =>
            {
                var run = (await Programs.RunAsync("gofmt", ["-l", .. files])).Succeeded();

                Assert.Equal("", run.Output);
            }
        );

    [ProgramFact("bash")]
    public Task Bash_parses_every_script() =>
        WithFilesAsync(
            "bash",
            files =>
                Task.WhenAll(files.Select(async file => (await Programs.RunAsync("bash", ["-n", file])).Succeeded()))
        );

    /// <summary>SC2016 is excluded: nothing should be expanded in the single quotes.</summary>
    [ProgramFact("shellcheck")]
    public Task Shellcheck_reports_nothing() =>
        WithFilesAsync(
            "bash",
            async files =>
                Assert.Equal("", (await Programs.RunAsync("shellcheck", ["--exclude=SC2016", .. files])).Output)
        );

    [ProgramFact("python3")]
    public Task Python_parses_every_script() =>
        WithFilesAsync(
            "python",
            async files =>
            {
                const string Check =
                    "import ast, sys, warnings\nwarnings.simplefilter('error')\nfor name in sys.argv[1:]: ast.parse(open(name, encoding='utf-8').read(), name)";

                (await Programs.RunAsync("python3", ["-c", Check, .. files])).Succeeded();
            }
        );

    /// <summary>Checks the layout with the test's own rules and, if installed, with Terraform.</summary>
    [Fact]
    public Task Terraform_fmt_changes_nothing() =>
        WithFilesAsync(
            "terraform",
            async files =>
            {
                Assert.All(files, file => Assert.Empty(TerraformText.Complaints(File.ReadAllText(file))));
                if (Programs.Find("terraform") is not null)
                {
                    Assert.Equal(
                        "",
                        (await Programs.RunAsync("terraform", ["fmt", "-check", Path.GetDirectoryName(files[0])!]))
                            .Succeeded()
                            .Output
                    );
                }
            }
        );

    [Theory]
    [InlineData("a {\n  b = 1\n}\n", true)]
    [InlineData("a {\n  b   = 1\n  ccc = 1\n}\n", true)]
    [InlineData("a {\n  b = 1\n\n  ccc = 1\n}\n", true)]
    [InlineData("a {\n  b = 1\n  ccc = 1\n}\n", false)]
    [InlineData("a {\n  b  = 1\n}\n", false)]
    [InlineData("a {\n b = 1\n}\n", false)]
    public void The_tests_own_layout_rules_match_terraform_fmt(string code, bool isFine) =>
        Assert.Equal(isFine, !TerraformText.Complaints(code).Any());

    [Fact]
    public void Every_policy_has_one_statement_with_the_profiles_conditions() =>
        Assert.All(
            Outputs("iam-trust-policy"),
            output =>
            {
                using var policy = JsonDocument.Parse(output.Code);
                var statement = Assert.Single(policy.RootElement.GetProperty("Statement").EnumerateArray());
                var conditions = statement.TryGetProperty("Condition", out var condition)
                    ? condition
                        .EnumerateObject()
                        .SelectMany(kind => kind.Value.EnumerateObject())
                        .Select(one => one.Name)
                    : [];

                Assert.Equal("2012-10-17", policy.RootElement.GetProperty("Version").GetString());
                Assert.Equal("Allow", statement.GetProperty("Effect").GetString());
                var isFederated =
                    statement.GetProperty("Principal").TryGetProperty("Federated", out var principal)
                    || !statement.GetProperty("Principal").TryGetProperty("AWS", out principal);
                Assert.Equal(
                    isFederated ? "sts:AssumeRoleWithWebIdentity" : "sts:AssumeRole",
                    statement.GetProperty("Action").GetString()
                );
                Assert.StartsWith("arn:", principal.GetString(), StringComparison.Ordinal);
                Assert.Equal(
                    output.Conditions,
                    output.IsForPipeline ? conditions.Select(name => name[(name.LastIndexOf(':') + 1)..]) : conditions
                );
            }
        );

    /// <summary>Returns code for facts with hostile values.</summary>
    private static IEnumerable<Output> Hostile(CodeLanguage language)
    {
        foreach (
            var evil in (string[])
                [
                    "'; touch pwned; '",
                    "\"); touch(pwned); (\"",
                    "`$(touch pwned)`${x}%{x}",
                    "*/ touch pwned\ntouch pwned\r\n#> -- \\",
                    "\u2028\u202etouch",
                ]
        )
        {
            var role = new RoleFacts(evil, evil, $"arn:aws:iam::123456789012:role/{evil}", evil, 3600, evil);
            var facts = new CodeFacts
            {
                Profile = evil,
                SourceProfile = evil,
                Roles = [role, role with { ExternalId = null }],
                Accounts = [role, role],
                MfaSerial = $"arn:aws:iam::123456789012:mfa/{evil}",
                SessionName = evil,
                Region = evil,
            };
            foreach (var template in language.Templates)
            {
                yield return new Output(
                    GenerateCodeHandler.Render(language, template, facts, [], asSnippet: false).Code,
                    template.Pipeline is null ? [] : ["aud", "sub"]
                )
                {
                    IsForPipeline = template.Pipeline is not null,
                };
            }
        }
    }

    private static IEnumerable<Output> Outputs(string id)
    {
        var language = CodeLanguages.Get(id);
        foreach (var one in TemplateCase.All(language))
        {
            yield return new Output(
                one.Generate().Code,
                one.Profiles switch
                {
                    _ when one.Template.Pipeline is not null => ["aud", "sub"],
                    [] or ["home-mfa"] or ["prod-admin"] => ["aws:MultiFactorAuthPresent"],
                    ["vendor"] or ["prod-audit"] => ["sts:ExternalId"],
                    ["ci"] => ["token.actions.githubusercontent.com:aud", "token.actions.githubusercontent.com:sub"],
                    _ => [],
                }
            )
            {
                IsForPipeline = one.Template.Pipeline is not null,
            };
        }

        foreach (var output in Hostile(language))
        {
            yield return output;
        }
    }

    private static async Task WithFilesAsync(string id, Func<IReadOnlyList<string>, Task> judge)
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var files = new List<string>();
            foreach (var output in Outputs(id))
            {
                var file = Path.Combine(folder.FullName, $"{files.Count:D3}{CodeLanguages.Get(id).Extension}");
                await File.WriteAllTextAsync(file, output.Code);
                files.Add(file);
            }

            await judge(files);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <param name="Conditions">The expected conditions of a trust policy.</param>
    private sealed record Output(string Code, IReadOnlyList<string> Conditions)
    {
        /// <summary>Whether the conditions are the claims of a provider that the template chooses.</summary>
        public bool IsForPipeline { get; init; }
    }
}
