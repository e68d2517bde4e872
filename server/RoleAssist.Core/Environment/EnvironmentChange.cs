namespace RoleAssist.Core.Environment;

/// <summary>A variable to set, or to remove if the value is null.</summary>
public sealed record EnvironmentChange(string Name, string? Value)
{
    /// <summary>Returns only the name: the value may be a secret.</summary>
    public override string ToString() => Name;
}
