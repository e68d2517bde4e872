namespace RoleAssist.Core.TrustPolicies;

/// <summary>A mistake in a trust policy.</summary>
/// <param name="Code">The rule that the policy violates, stable for programs.</param>
/// <param name="Message">A sentence that says what is wrong.</param>
/// <param name="Hint">A sentence that says what to do.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column in UTF-16 code units, from 1.</param>
/// <param name="EndColumn">The column after the value; of an object or an array, after its opening bracket.</param>
/// <param name="Path">The JSON pointer of the value (RFC 6901).</param>
/// <param name="Page">The address of the page that the rule comes from, if it is about this rule only.</param>
/// <param name="Related">Another place that the mistake is about.</param>
public sealed record TrustPolicyFinding(
    string Code,
    FindingSeverity Severity,
    string Message,
    string Hint,
    int Line,
    int Column,
    int EndColumn,
    string Path,
    string? Page,
    RelatedPlace? Related
);

/// <summary>A place that a finding refers to, counted in the same way.</summary>
/// <param name="Message">A sentence that says what is there.</param>
public sealed record RelatedPlace(string Message, int Line, int Column, int EndColumn);

/// <summary>What is wrong with the trust policies of a text.</summary>
/// <param name="Policies">The number of trust policies in the text; 0 if it has none or is not JSON.</param>
public sealed record TrustPolicyReport(int Policies, IReadOnlyList<TrustPolicyFinding> Findings)
{
    public bool HasError => Findings.Any(finding => finding.Severity == FindingSeverity.Error);
}
