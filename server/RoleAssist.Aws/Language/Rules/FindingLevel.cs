namespace RoleAssist.Aws.Language.Rules;

/// <summary>How bad a finding is.</summary>
public enum FindingLevel
{
    /// <summary>A tool fails, or does something else than what is written.</summary>
    Error,

    /// <summary>Something will probably not work as intended.</summary>
    Warning,

    /// <summary>Worth knowing.</summary>
    Information,

    /// <summary>Could be tidier.</summary>
    Hint,
}
