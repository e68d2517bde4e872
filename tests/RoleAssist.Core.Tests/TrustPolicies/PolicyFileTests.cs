using RoleAssist.Core.TrustPolicies;
using RoleAssist.TestInfrastructure;

namespace RoleAssist.Core.Tests.TrustPolicies;

/// <summary>
/// Policies with mistakes, whose findings are listed in <c>Policies/bad/expected.txt</c>, and policies without any.
/// </summary>
public class PolicyFileTests
{
    private static readonly string Folder = Path.Combine(
        Repository.Root,
        "tests",
        "RoleAssist.Core.Tests",
        "TrustPolicies",
        "Policies"
    );

    private static readonly Dictionary<string, string> Expected = File.ReadLines(
            Path.Combine(Folder, "bad", "expected.txt")
        )
        .Select(line => line.Split(": "))
        .ToDictionary(parts => parts[0], parts => parts[1]);

    public static TheoryData<string> Bad => Names("bad");

    public static TheoryData<string> Good => Names("good");

    [Theory]
    [MemberData(nameof(Bad))]
    public void Finds_every_mistake_and_nothing_else(string name)
    {
        var report = TrustPolicyAnalyzer.Analyze(Read("bad", name));

        Assert.Equal(
            Expected[name],
            string.Join(' ', report.Findings.Select(finding => finding.Code).Order(StringComparer.Ordinal))
        );
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public void Every_finding_says_what_is_wrong_and_what_to_do(string name) =>
        Assert.All(
            TrustPolicyAnalyzer.Analyze(Read("bad", name)).Findings,
            finding =>
            {
                Assert.EndsWith(".", finding.Message, StringComparison.Ordinal);
                Assert.Matches(@"[.?]\z", finding.Hint);
            }
        );

    [Theory]
    [MemberData(nameof(Good))]
    public void Finds_nothing_in_a_good_policy(string name)
    {
        var report = TrustPolicyAnalyzer.Analyze(Read("good", name));

        Assert.Empty(report.Findings);
        Assert.Equal(1, report.Policies);
    }

    [Fact]
    public void Every_rule_has_a_policy_that_violates_it() =>
        Assert.Equal(
            typeof(TrustPolicyAnalyzer)
                .Assembly.GetType("RoleAssist.Core.TrustPolicies.TrustPolicyRules", throwOnError: true)!
                .GetProperties()
                .Select(property => property.Name)
                .Order(StringComparer.Ordinal),
            Expected.Values.SelectMany(codes => codes.Split(' ')).Distinct().Order(StringComparer.Ordinal)
        );

    private static TheoryData<string> Names(string folder) =>
        [
            .. Directory
                .EnumerateFiles(Path.Combine(Folder, folder), "*.json")
                .Select(file => Path.GetFileNameWithoutExtension(file))
                .Order(StringComparer.Ordinal),
        ];

    private static string Read(string folder, string name) =>
        File.ReadAllText(Path.Combine(Folder, folder, $"{name}.json"));
}
