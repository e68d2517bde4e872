using RoleAssist.Contracts;

namespace RoleAssist.Host.CommandLine;

/// <summary>The output of <c>populate --json</c>.</summary>
/// <param name="Session">The name of the sso-session.</param>
/// <param name="File">The path of the file that was written; null if none was.</param>
/// <param name="Changes">Every role of the sign-in, and the profiles whose role is gone.</param>
/// <param name="Notes">What else the user should know.</param>
internal sealed record PopulateDocument(
    string Session,
    string? File,
    IReadOnlyList<PopulateChange> Changes,
    IReadOnlyList<string> Notes
);
