using RoleAssist.Core.Errors;

namespace RoleAssist.Core.Keys;

/// <param name="Profile">The profile.</param>
/// <param name="AccessKeyId">The key's ID.</param>
/// <param name="Arn">The identity that AWS named before and after.</param>
public sealed record ImportedKey(string Profile, string AccessKeyId, string Arn);

/// <summary>A profile that was left as it was.</summary>
public sealed record FailedImport(string Profile, RoleAssistException Fault);

/// <param name="Imported">The profiles whose keys are in the vault now, and in no file.</param>
/// <param name="Failed">The profiles that were left as they were.</param>
/// <param name="Notes">What the user should know, as sentences.</param>
public sealed record ImportResult(
    IReadOnlyList<ImportedKey> Imported,
    IReadOnlyList<FailedImport> Failed,
    IReadOnlyList<string> Notes
);
