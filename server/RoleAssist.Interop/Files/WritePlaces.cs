namespace RoleAssist.Interop.Files;

/// <summary>
/// The other files that a write needs for a moment. A journal names them, so that none is left behind.
/// </summary>
/// <param name="Temporary">The new file, in the folder of the old one.</param>
/// <param name="Copy">A copy for a write in place, in a private folder.</param>
/// <param name="Content">
/// What the copy contains: the content with which an interrupted write in place is completed.
/// </param>
public sealed record WritePlaces(string Temporary, string Copy, byte[]? Content);
