namespace RoleAssist.Core.CodeGeneration;

/// <summary>The value of a fact for a template.</summary>
/// <param name="Key">Identifies the fact among those of several roles, for the tab stops of snippets.</param>
/// <param name="Text">The text or digits.</param>
/// <param name="IsPlaceholder">Whether the text is a placeholder for an unknown value.</param>
internal sealed record FactValue(Fact Fact, string Key, string Text, bool IsPlaceholder);

/// <summary>
/// The facts that a template can use: those of the profile and the first role or, within <c>each</c>, those of the
/// current role.
/// </summary>
/// <param name="values">The available facts by name.</param>
/// <param name="flags">Conditions that a template can test by name.</param>
internal sealed class FactScope(IReadOnlyDictionary<string, FactValue> values, IReadOnlySet<string> flags)
{
    /// <summary>The scopes of <c>each</c> by collection name.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<FactScope>> Collections { get; init; } =
        new Dictionary<string, IReadOnlyList<FactScope>>();

    /// <summary>Whether a fact or flag exists, for <c>if</c>.</summary>
    public bool Has(string name) => values.ContainsKey(name) || flags.Contains(name);

    /// <summary>Gets the value of a fact, or its placeholder if unknown.</summary>
    public FactValue this[Fact fact] =>
        values.GetValueOrDefault(fact.Name) ?? new FactValue(fact, fact.Name, fact.Placeholder, IsPlaceholder: true);
}
