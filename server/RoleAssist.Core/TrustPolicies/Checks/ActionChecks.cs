using Rules = RoleAssist.Core.TrustPolicies.TrustPolicyRules;

namespace RoleAssist.Core.TrustPolicies.Checks;

/// <summary>Checks what a statement allows, and whether its principals call that.</summary>
internal static class ActionChecks
{
    private const string AssumeRole = "sts:AssumeRole";
    private const string WithSaml = "sts:AssumeRoleWithSAML";
    private const string WithWebIdentity = "sts:AssumeRoleWithWebIdentity";
    private const string TagSession = "sts:TagSession";

    private static readonly string[] AssumeActions = [AssumeRole, WithSaml, WithWebIdentity];

    /// <summary>
    /// The actions of trust policies
    /// (https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecuritytokenservice.html).
    /// </summary>
    private static readonly string[] Known = [.. AssumeActions, TagSession, "sts:SetSourceIdentity", "sts:SetContext"];

    public static IEnumerable<TrustPolicyFinding> Check(PolicyStatement statement) =>
        statement.IsAllow
            ?
            [
                .. CheckNotAction(statement),
                .. statement.Actions.SelectMany(CheckName),
                .. CheckCallers(statement),
                .. CheckTags(statement),
            ]
            : [];

    /// <summary>Whether a statement lets callers with a token in; one that only lets them pass tags does not.</summary>
    public static bool MayAssumeWithWebIdentity(PolicyStatement statement) => Allows(statement, WithWebIdentity);

    /// <summary>Whether a statement lets callers with an assertion in.</summary>
    public static bool MayAssumeWithSaml(PolicyStatement statement) => Allows(statement, WithSaml);

    /// <summary>Whether a text is an action of STS or may stand for one.</summary>
    public static bool MaySts(PolicyText action) =>
        action.Text is { } text && text.StartsWith("sts:", StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<TrustPolicyFinding> CheckNotAction(PolicyStatement statement) =>
        statement.Node["NotAction"] is { } not
            ?
            [
                Rules.NotActionInAllow.At(
                    not.Place,
                    "NotAction in a statement that allows also allows every way to assume the role that it does not name.",
                    "Name the actions in Action."
                ),
            ]
            : [];

    private static IEnumerable<TrustPolicyFinding> CheckName(PolicyText action)
    {
        if (action.HasWildcard)
        {
            yield return Rules.WildcardAction.At(
                action.Place,
                $"The action {PolicyText.Quote(action.Text)} allows more than one way to assume the role.",
                $"Write {AssumeRole} or {WithWebIdentity}."
            );
        }
        else if (!action.HasVariables && !Known.Contains(action.Text, StringComparer.OrdinalIgnoreCase))
        {
            yield return Rules.UnknownAction.At(
                action.Place,
                $"{PolicyText.Quote(action.Text)} is not an action of trust policies.",
                Spelling.Suggest(action.Text!, Known) ?? $"Use {string.Join(", ", Known)}."
            );
        }
    }

    /// <summary>Each way to assume a role needs a principal that calls it, and each principal a way.</summary>
    private static IEnumerable<TrustPolicyFinding> CheckCallers(PolicyStatement statement)
    {
        var called = statement.Principals.Select(ActionOf).OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (statement.Principals.Count == 0 || statement.Principals.Any(principal => ActionOf(principal) is null))
        {
            yield break;
        }

        foreach (var action in statement.Actions)
        {
            if (AssumeActions.Contains(action.Text, StringComparer.OrdinalIgnoreCase) && !called.Contains(action.Text!))
            {
                yield return Rules.ActionMismatch.At(
                    action.Place,
                    $"The principals of the statement never call {action.Text}.",
                    $"Write {string.Join(" or ", called)}."
                );
            }
        }

        if (statement.Actions.Any(action => action.HasVariables || action.HasWildcard || !IsAssumeAction(action)))
        {
            yield break;
        }

        foreach (var action in called.Where(action => !statement.Actions.Any(one => Is(one, action))))
        {
            if (statement.Actions.Any(one => called.Contains(one.Text!)))
            {
                yield return Rules.ActionMismatch.At(
                    statement.Node["Action"]!.Value.Place,
                    $"The statement names a principal that calls {action}, but does not allow it.",
                    $"Add {action}, or write a statement of its own for that principal."
                );
            }
        }
    }

    /// <summary>Whether a statement allows an action, as far as can be told.</summary>
    private static bool Allows(PolicyStatement statement, string name) =>
        statement.Node["NotAction"] is not null
        || statement.Actions.Any(action =>
            action.HasVariables || action.HasWildcard || Is(action, name) || Is(action, AssumeRole)
        );

    private static bool IsAssumeAction(PolicyText action) =>
        AssumeActions.Contains(action.Text, StringComparer.OrdinalIgnoreCase);

    private static bool Is(PolicyText action, string name) =>
        name.Equals(action.Text, StringComparison.OrdinalIgnoreCase);

    /// <summary>Returns how a principal assumes the role; null if that is not known.</summary>
    private static string? ActionOf(PolicyPrincipal principal) =>
        principal switch
        {
            { IsSaml: true } => WithSaml,
            { Issuer: not null } => WithWebIdentity,
            { Kind: PolicyPrincipal.Aws or PolicyPrincipal.Service } => AssumeRole,
            _ => null,
        };

    private static IEnumerable<TrustPolicyFinding> CheckTags(PolicyStatement statement)
    {
        if (statement.Actions.Any(action => action.HasVariables || action.HasWildcard || Is(action, TagSession)))
        {
            yield break;
        }

        foreach (var condition in statement.Conditions)
        {
            if (
                condition.IsOn("aws:RequestTag/")
                || condition.IsOn("aws:TagKeys")
                || condition.IsOn("sts:TransitiveTagKeys")
            )
            {
                yield return Rules.MissingTagSession.At(
                    condition.Place,
                    $"The condition on {PolicyText.Quote(condition.Key)} needs tags, but the statement does not allow to pass any.",
                    $"Add {TagSession} to Action."
                );
            }
            else if (condition.IsOn("aws:PrincipalTag/"))
            {
                yield return Rules.PrincipalTagWithoutTagSession.At(
                    condition.Place,
                    $"The condition on {PolicyText.Quote(condition.Key)} fails for callers whose tags are passed on.",
                    $"Add {TagSession} to Action, if the callers' sessions have transitive tags."
                );
            }
        }
    }
}
