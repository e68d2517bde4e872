using RoleAssist.Core.Settings;

namespace RoleAssist.Aws.Language.Rules;

/// <summary>What the rules need to know besides the documents.</summary>
/// <param name="Now">The time, for keys that expire.</param>
public sealed record RuleOptions(DateTimeOffset Now)
{
    /// <summary>Gets the SDKs that the user works with: settings that one of them does not read are then reported.</summary>
    public IReadOnlyList<Sdk> Sdks { get; init; } = [];

    /// <summary>Gets what is told of a rule that failed; null for nothing. The other rules go on.</summary>
    public Action<Exception>? Failed { get; init; }
}
