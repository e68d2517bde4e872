using RoleAssist.Core.TrustPolicies;

namespace RoleAssist.Host.CommandLine;

/// <summary>The output of <c>check trust-policy --json</c>.</summary>
internal sealed record TrustPolicyDocument(string File, IReadOnlyList<TrustPolicyFindingDocument> Findings)
{
    public static TrustPolicyDocument From(string file, TrustPolicyReport report) =>
        new(
            file,
            [
                .. report.Findings.Select(finding => new TrustPolicyFindingDocument(
                    finding.Code,
                    NameOf(finding.Severity),
                    finding.Message,
                    finding.Hint,
                    finding.Line,
                    finding.Column,
                    finding.Path
                )),
            ]
        );

    public static string NameOf(FindingSeverity severity) => severity == FindingSeverity.Error ? "error" : "hint";
}

/// <summary>A mistake in a trust policy, with its place as an editor counts it.</summary>
internal sealed record TrustPolicyFindingDocument(
    string Code,
    string Severity,
    string Message,
    string Hint,
    int Line,
    int Column,
    string Path
);
