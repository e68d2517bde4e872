using RoleAssist.Aws.SharedConfig.Syntax;

namespace RoleAssist.Aws.Language.Rules;

/// <summary>A rule about the AWS files.</summary>
/// <param name="Code">The name that identifies it to programs, and its section in docs/diagnostics.md.</param>
/// <param name="Level">How bad a violation is, unless a finding says otherwise.</param>
internal sealed record ConfigRule(string Code, FindingLevel Level)
{
    /// <summary>See <see cref="ConfigFinding.IsDeprecated"/>.</summary>
    public bool IsDeprecated { get; init; }

    /// <summary>See <see cref="ConfigFinding.IsUnnecessary"/>.</summary>
    public bool IsUnnecessary { get; init; }

    /// <summary>Returns the finding that a setting violates the rule.</summary>
    public ConfigFinding At(ModelSetting setting, string message, params IReadOnlyList<ConfigFix> fixes) =>
        At(setting.Document, setting.ValueSpan, message, fixes) with
        {
            Subject = setting.Profile,
        };

    /// <summary>Returns the finding that a section violates the rule.</summary>
    public ConfigFinding At(ModelSection section, string message, params IReadOnlyList<ConfigFix> fixes) =>
        At(section.Document, section.HeaderSpan, message, fixes) with
        {
            Subject = section.Profile,
        };

    /// <summary>Returns the finding that a part of a document violates the rule.</summary>
    public ConfigFinding At(ConfigDocument document, TextSpan span, string message, IReadOnlyList<ConfigFix> fixes) =>
        new(document, Code, Level, span, message)
        {
            IsDeprecated = IsDeprecated,
            IsUnnecessary = IsUnnecessary,
            Fixes = fixes,
        };
}
