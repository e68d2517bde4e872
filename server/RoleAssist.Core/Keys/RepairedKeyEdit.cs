namespace RoleAssist.Core.Keys;

/// <summary>What became of an interrupted edit.</summary>
public enum KeyEditOutcome
{
    /// <summary>The files are as the edit wanted them.</summary>
    Finished,

    /// <summary>The files are as they were before the edit.</summary>
    Undone,

    /// <summary>The vault must be unlocked first.</summary>
    Waiting,

    /// <summary>A file has been changed in the same place, so a person must look at it.</summary>
    Conflict,
}

/// <summary>An interrupted edit, and what became of it.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Files">The paths of its files.</param>
public sealed record RepairedKeyEdit(KeyEditOutcome Outcome, IReadOnlyList<string> Files);
