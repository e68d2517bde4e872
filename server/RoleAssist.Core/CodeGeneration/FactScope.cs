namespace RoleAssist.Core.CodeGeneration;

/// <summary>A fact as a template finds it.</summary>
/// <param name="Key">Tells it from the same fact of another role, for the tab stops of snippets.</param>
/// <param name="Text">Its text, or its digits.</param>
/// <param name="IsPlaceholder">Whether it stands for what nobody knows.</param>
internal sealed record FactValue(Fact Fact, string Key, string Text, bool IsPlaceholder);

/// <summary>
/// The facts as a template sees them: those of the profile and of the first role and, within <c>each</c>, those of
/// another role in their place.
/// </summary>
/// <param name="values">The facts that there are, by name.</param>
/// <param name="flags">What else a template can ask for by name.</param>
internal sealed class FactScope(IReadOnlyDictionary<string, FactValue> values, IReadOnlySet<string> flags)
{
    /// <summary>The scopes of <c>each</c>, by the name of what it goes through.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<FactScope>> Collections { get; init; } =
        new Dictionary<string, IReadOnlyList<FactScope>>();

    /// <summary>Whether the template's lines about it are wanted.</summary>
    public bool Has(string name) => values.ContainsKey(name) || flags.Contains(name);

    /// <summary>What to write for it; the placeholder where it is not known.</summary>
    public FactValue this[Fact fact] => values.GetValueOrDefault(fact.Name) ?? new FactValue(fact, fact.Name, fact.Placeholder, IsPlaceholder: true);
}
