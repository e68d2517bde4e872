using Rules = RoleAssist.Core.TrustPolicies.TrustPolicyRules;

namespace RoleAssist.Core.TrustPolicies.Checks;

/// <summary>Checks the subjects that a condition accepts.</summary>
internal static class SubjectChecks
{
    /// <param name="condition">The condition on the subject.</param>
    /// <param name="provider">The provider; null if the form of its subjects is unknown.</param>
    public static IEnumerable<TrustPolicyFinding> Check(PolicyCondition condition, OidcProvider? provider) =>
        [
            .. condition.Values.SelectMany(value => CheckValue(condition, value, provider)),
            .. provider == OidcProvider.GitHub ? GitHubSubjectChecks.CheckForms(condition.Values) : [],
        ];

    private static IEnumerable<TrustPolicyFinding> CheckValue(
        PolicyCondition condition,
        PolicyText value,
        OidcProvider? provider
    )
    {
        if (value.Text is not { } subject)
        {
            return [];
        }

        if (!value.HasWildcard)
        {
            return [.. CheckOperator(condition, value), .. CheckWhole(value, provider)];
        }

        return condition.Operator.TakesWildcards ? CheckPattern(value, subject, provider) : [LiteralWildcard(value)];
    }

    private static TrustPolicyFinding LiteralWildcard(PolicyText value) =>
        Rules.LiteralWildcard.At(
            value.Place,
            $"StringEquals compares {PolicyText.Quote(value.Text)} as plain text, so no subject is equal.",
            "Write the whole subject, or use StringLike."
        );

    private static IEnumerable<TrustPolicyFinding> CheckOperator(PolicyCondition condition, PolicyText value) =>
        condition.Operator.IsStringLike && !value.HasVariables
            ?
            [
                Rules.LikeWithoutWildcard.At(
                    value.Place,
                    $"The subject {PolicyText.Quote(value.Text)} has no wildcard, so StringLike is not needed.",
                    "Use StringEquals, which accepts no wildcard by mistake."
                ),
            ]
            : [];

    private static IEnumerable<TrustPolicyFinding> CheckWhole(PolicyText value, OidcProvider? provider)
    {
        if (provider is null || value.HasVariables)
        {
            return [];
        }

        if (provider == OidcProvider.GitHub && GitHubSubjectChecks.HasEnvironmentAndRef(value.Text!))
        {
            return [GitHubSubjectChecks.EnvironmentAndRef(value)];
        }

        if (!provider.Subject.Whole.IsMatch(value.Text!))
        {
            return [WrongForm(value, provider)];
        }

        if (provider == OidcProvider.Bitbucket)
        {
            return
            [
                Rules.StepInSubject.At(
                    value.Place,
                    $"The subject {PolicyText.Quote(value.Text)} ends with the ID of a step, which changes with every run.",
                    "Use StringLike, and write * in place of the last ID."
                ),
            ];
        }

        return provider == OidcProvider.GitHub ? GitHubSubjectChecks.CheckPullRequest(value) : [];
    }

    private static IEnumerable<TrustPolicyFinding> CheckPattern(
        PolicyText value,
        string subject,
        OidcProvider? provider
    )
    {
        var before = subject[..subject.AsSpan().IndexOfAny('*', '?')];
        if (before.Length == 0)
        {
            return
            [
                Rules.AnySubject.At(
                    value.Place,
                    $"The subject {PolicyText.Quote(subject)} begins with a wildcard, so subjects of others fit too.",
                    $"Write {PolicyText.Quote(provider?.Subject.Example ?? "the subject")}."
                ),
            ];
        }

        if (provider is null)
        {
            return [];
        }

        if (before.AsSpan().ContainsAny(':', '/') && !value.HasVariables && !provider.Subject.Start.IsMatch(before))
        {
            return [WrongForm(value, provider)];
        }

        var scope = provider.Subject.ScopeOf(subject);
        if (scope is null || before.Length < scope.Length)
        {
            return [CheckScope(value, before, provider)];
        }

        if (provider == OidcProvider.GitHub)
        {
            return GitHubSubjectChecks.CheckPattern(value, subject, scope);
        }

        return provider == OidcProvider.GitLab && subject.Length == scope.Length + 1
            ? [WholeRepository(value, "GitLab project")]
            : [];
    }

    private static TrustPolicyFinding WrongForm(PolicyText value, OidcProvider provider) =>
        Rules.SubjectForm.At(
            value.Place,
            $"No token of {provider.Name} has the subject {PolicyText.Quote(value.Text)}.",
            $"Write {PolicyText.Quote(provider.Subject.Example)}."
        );

    /// <summary>Returns the finding of a wildcard within the repository, project or the like.</summary>
    private static TrustPolicyFinding CheckScope(PolicyText value, string before, OidcProvider provider) =>
        before[^1] is '/' or ':'
            ? Rules.BroadSubject.At(
                value.Place,
                $"The subject {PolicyText.Quote(value.Text)} stands for every {provider.Subject.Scope} that begins so, "
                    + "also for those that others add later.",
                $"Write one value for each {provider.Subject.Scope}, such as "
                    + $"{PolicyText.Quote(provider.Subject.Example)}."
            )
            : OpenWildcard(value, before);

    internal static TrustPolicyFinding OpenWildcard(PolicyText value, string before) =>
        Rules.OpenWildcard.At(
            value.Place,
            $"The wildcard in {PolicyText.Quote(value.Text)} also matches longer names, such as "
                + $"{PolicyText.Quote($"{before}-evil")}, and what follows the next separator.",
            "Write the whole name, and a wildcard only after the separator that ends it."
        );

    internal static TrustPolicyFinding WholeRepository(PolicyText value, string what) =>
        Rules.WholeRepository.At(
            value.Place,
            $"The subject {PolicyText.Quote(value.Text)} stands for every branch and tag of the {what}.",
            "Name the branch or environment that needs the role."
        );
}
