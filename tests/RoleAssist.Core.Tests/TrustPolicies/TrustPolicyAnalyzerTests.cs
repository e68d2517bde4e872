using System.Text;
using CsCheck;
using RoleAssist.Core.TrustPolicies;

namespace RoleAssist.Core.Tests.TrustPolicies;

public class TrustPolicyAnalyzerTests
{
    private const string Policy = """
        {
          "Version": "2012-10-17",
          "Statement": [
            {
              "Effect": "Allow",
              "Principal": { "AWS": ["arn:aws:iam::111122223333:role/é😀", "*"] },
              "Action": "sts:AssumeRole",
              "Condition": { "StringEquals": { "aws:RequestTag/a~b": "x" } }
            }
          ]
        }
        """;

    [Theory]
    [InlineData("AnyPrincipal", 6, 68, "/Statement/0/Principal/AWS/1")]
    [InlineData("MissingTagSession", 8, 40, "/Statement/0/Condition/StringEquals/aws:RequestTag~1a~0b")]
    public void A_finding_has_its_line_its_column_as_editors_count_and_its_JSON_pointer(
        string code,
        int line,
        int column,
        string path
    )
    {
        var finding = Assert.Single(TrustPolicyAnalyzer.Analyze(Policy).Findings, finding => finding.Code == code);

        Assert.Equal((line, column, path), (finding.Line, finding.Column, finding.Path));
    }

    [Theory]
    [InlineData("\uFEFF")]
    [InlineData(" ")]
    [InlineData("\r\n")]
    public void Ignores_a_byte_order_mark_and_space_before_the_policy(string before) =>
        Assert.Equal(
            TrustPolicyAnalyzer.Analyze(Policy).Findings.Select(finding => finding.Code),
            TrustPolicyAnalyzer.Analyze(before + Policy).Findings.Select(finding => finding.Code)
        );

    [Theory]
    [InlineData("", 1, 1)]
    [InlineData("{", 1, 2)]
    [InlineData("{\n  \"é\": x\n}", 2, 8)]
    [InlineData("{}\n{}", 2, 1)]
    [InlineData("{\r\n  \"a\": 1,\r\n}", 3, 1)]
    public void Text_that_is_not_JSON_is_a_finding_where_it_goes_wrong(string text, int line, int column)
    {
        var finding = Assert.Single(TrustPolicyAnalyzer.Analyze(text).Findings);

        Assert.Equal(("InvalidJson", line, column), (finding.Code, finding.Line, finding.Column));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("1")]
    [InlineData("{}")]
    [InlineData("""{"Statement": 1}""")]
    [InlineData("""{"Statement": {"Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "*"}}""")]
    [InlineData("""{"Statement": {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "*"}}""")]
    [InlineData("""{"AssumeRolePolicyDocument": "{}"}""")]
    public void Other_documents_have_no_findings(string text)
    {
        var report = TrustPolicyAnalyzer.Analyze(text);

        Assert.Equal(0, report.Policies);
        Assert.Empty(report.Findings);
    }

    [Fact]
    public void An_escaped_lone_surrogate_is_no_fault()
    {
        var report = TrustPolicyAnalyzer.Analyze(Policy.Replace("\"*\"", "\"\\ud800\"", StringComparison.Ordinal));

        Assert.Contains(report.Findings, finding => finding.Code == "InvalidPrincipal");
    }

    [Fact]
    public void Shortens_long_values_in_messages() =>
        Assert.All(
            TrustPolicyAnalyzer
                .Analyze(Policy.Replace("sts:AssumeRole", new string('x', 5_000), StringComparison.Ordinal))
                .Findings,
            finding => Assert.True(finding.Message.Length < 500)
        );

    [Fact]
    public void Reports_a_limited_number_of_findings()
    {
        var principals = string.Join(',', Enumerable.Repeat("\"nobody\"", 2_000));

        var report = TrustPolicyAnalyzer.Analyze(
            $$$"""{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Principal": {"AWS": [{{{principals}}}]}, "Action": "sts:AssumeRole"}}"""
        );

        Assert.Equal(500, report.Findings.Count);
    }

    /// <summary>Whatever is cut out of or put into a policy, the result is findings.</summary>
    [Fact]
    public void Every_text_has_a_result()
    {
        string[] pieces =
        [
            .. Policy.Split('\n'),
            "\"Statement\": 1,",
            "null",
            "[",
            "]",
            "{",
            "}",
            "\"Principal\": [1, {\"a\": {}}],",
            "\"Condition\": {\"\": {\"\": [{}]}},",
            "\"Action\": {\"Fn::Join\": [1]},",
            "\"Effect\": {},",
            "\uD800",
        ];
        Gen.Int[0, pieces.Length - 1]
            .Array[0, 20]
            .Sample(
                chosen =>
                {
                    var text = new StringBuilder("{\"Statement\":[{");
                    foreach (var index in chosen)
                    {
                        text.Append(pieces[index]);
                    }

                    Assert.NotNull(TrustPolicyAnalyzer.Analyze(text.ToString()).Findings);
                    Assert.NotNull(TrustPolicyAnalyzer.Analyze($"{text}}}]}}").Findings);
                },
                iter: 3_000,
                threads: 1
            );
    }
}
