using System.Text.RegularExpressions;
using Rules = RoleAssist.Core.TrustPolicies.TrustPolicyRules;

namespace RoleAssist.Core.TrustPolicies.Checks;

/// <summary>Checks what is special in GitHub's subjects.</summary>
internal static partial class GitHubSubjectChecks
{
    private const string PullRequest = "pull_request";

    public static bool HasEnvironmentAndRef(string subject) =>
        subject.StartsWith("repo:", StringComparison.Ordinal)
        && subject.Contains(":environment:", StringComparison.Ordinal)
        && subject.Contains(":ref:refs/", StringComparison.Ordinal);

    public static TrustPolicyFinding EnvironmentAndRef(PolicyText value) =>
        Rules.EnvironmentAndRef.At(
            value.Place,
            $"No token has the subject {PolicyText.Quote(value.Text)}: a job with an environment has no ref in its subject.",
            "Write the environment only, and restrict its branches in GitHub's settings of the environment."
        );

    public static IEnumerable<TrustPolicyFinding> CheckPullRequest(PolicyText value) =>
        value.Text!.EndsWith($":{PullRequest}", StringComparison.Ordinal)
            ?
            [
                Rules.PullRequestSubject.At(
                    value.Place,
                    $"The subject {PolicyText.Quote(value.Text)} stands for the code of any pull request, "
                        + "which nobody has reviewed.",
                    "Give pull requests a role of their own that can only read, or use an environment with reviewers."
                ),
            ]
            : [];

    /// <param name="scope">The part of the pattern that names the repository.</param>
    public static IEnumerable<TrustPolicyFinding> CheckPattern(PolicyText value, string subject, string scope)
    {
        var rest = subject[scope.Length..];
        if (HasEnvironmentAndRef(subject))
        {
            return [EnvironmentAndRef(value)];
        }

        if (!subject.StartsWith("repo:", StringComparison.Ordinal))
        {
            return [];
        }

        if (rest is "*")
        {
            return [SubjectChecks.WholeRepository(value, "repository, every environment and every pull request")];
        }

        if (rest is "ref:*" or "ref:refs/*")
        {
            return [SubjectChecks.WholeRepository(value, "repository")];
        }

        if (OpenName().IsMatch(rest))
        {
            return [SubjectChecks.OpenWildcard(value, subject[..subject.AsSpan().IndexOfAny('*', '?')])];
        }

        return rest.StartsWith(PullRequest, StringComparison.Ordinal)
            ? CheckPullRequest(new(scope + PullRequest, value.Place))
            : [];
    }

    /// <summary>Checks for subjects in the form without IDs, and for both forms side by side.</summary>
    public static IEnumerable<TrustPolicyFinding> CheckForms(IReadOnlyList<PolicyText> values)
    {
        var known = values.Where(value => !value.HasVariables).ToList();
        var immutable = known.Where(value => Immutable().IsMatch(value.Text!)).Select(WithoutIds).ToHashSet();
        foreach (var value in known.Where(value => Legacy().IsMatch(value.Text!)))
        {
            yield return immutable.Contains(WithoutIds(value))
                ? Rules.BothSubjectForms.At(
                    value.Place,
                    $"The repository sends either {PolicyText.Quote(value.Text)} or the form with IDs. "
                        + "Whoever gets the old name could use the other.",
                    "Keep both only while you move, and then remove the form without IDs."
                )
                : Rules.LegacySubject.At(
                    value.Place,
                    $"The subject {PolicyText.Quote(value.Text)} has no IDs. Repositories that are new, renamed or "
                        + "opted in since 2026-07-15 do not send it.",
                    "Write repo:ORG@ORGID/REPO@REPOID:...; "
                        + "'gh api repos/ORG/REPO --jq \"[.owner.id, .id]\"' prints the IDs."
                );
        }
    }

    private static string WithoutIds(PolicyText value) => Ids().Replace(value.Text!, "");

    /// <summary>
    /// A branch or environment with a wildcard in the middle of a word. Behind a separator, as in <c>release-*</c>, it is
    /// meant; so it is behind the <c>v</c> of a tag.
    /// </summary>
    [GeneratedRegex(@"^(ref:refs/heads/|environment:)[^*?]*\w[*?]")]
    private static partial Regex OpenName();

    [GeneratedRegex(@"^repo:[^/@:*?]+/[^/@:*?]+:")]
    private static partial Regex Legacy();

    [GeneratedRegex(@"^repo:[^/@:*?]+@\d+/[^/@:*?]+@\d+:")]
    private static partial Regex Immutable();

    [GeneratedRegex(@"@\d+(?=[/:])")]
    private static partial Regex Ids();
}
