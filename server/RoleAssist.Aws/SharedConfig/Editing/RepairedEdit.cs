namespace RoleAssist.Aws.SharedConfig.Editing;

public enum RepairOutcome
{
    /// <summary>The files are as the edit wanted them.</summary>
    Finished,

    /// <summary>The files are as they were before the edit.</summary>
    Undone,

    /// <summary>
    /// The edit can be completed only when its subject can be found, for example in the unlocked vault.
    /// </summary>
    Waiting,

    /// <summary>A file has been changed in the same place, so a person must look at it.</summary>
    Conflict,
}

/// <summary>An interrupted edit, and what became of it.</summary>
/// <param name="Subject">What the edit was about, as the caller named it.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Files">The paths of its files.</param>
public sealed record RepairedEdit(string? Subject, RepairOutcome Outcome, IReadOnlyList<string> Files);
