namespace RoleAssist.Sandbox.Policies;

/// <summary>A statement of a policy. All its conditions must hold.</summary>
internal sealed record PolicyStatement(
    PolicyEffect Effect,
    IReadOnlyList<Principal> Principals,
    IReadOnlyList<string> Actions,
    IReadOnlyList<PolicyCondition> Conditions
)
{
    public bool AppliesTo(PolicyRequest request) =>
        Actions.Any(action => Wildcards.Match(action, request.Action, ignoreCase: true))
        && Principals.Any(request.Principals.Contains)
        && Conditions.All(condition => condition.Holds(request));
}

/// <summary>
/// A principal and its type
/// (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html).
/// </summary>
internal sealed record Principal(string Type, string Id)
{
    public const string Aws = "AWS";
    public const string Federated = "Federated";
    public const string Service = "Service";
    public const string Everyone = "*";
}

/// <summary>What a policy judges.</summary>
/// <param name="Principals">Everything by which a policy can name the caller.</param>
/// <param name="Context">
/// The context keys and their values; the names of keys ignore case
/// (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html).
/// </param>
internal sealed record PolicyRequest(
    string Action,
    IReadOnlyList<Principal> Principals,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Context
)
{
    /// <summary>Gets the values of a key; none if the request does not have it.</summary>
    public IReadOnlyList<string> Values(string key) => Context.GetValueOrDefault(key, []);

    /// <summary>Creates a context of keys with one value, without those that have none.</summary>
    public static Dictionary<string, IReadOnlyList<string>> ContextOf(
        params IEnumerable<(string Key, string? Value)> values
    ) =>
        values
            .Where(pair => pair.Value is not null)
            .ToDictionary(
                pair => pair.Key,
                IReadOnlyList<string> (pair) => [pair.Value!],
                StringComparer.OrdinalIgnoreCase
            );
}
