namespace RoleAssist.Core.Environment;

/// <summary>A variable to set, or, where the value is null, to remove.</summary>
public sealed record EnvironmentChange(string Name, string? Value)
{
    /// <summary>The name alone: the value may be a secret.</summary>
    public override string ToString() => Name;
}
