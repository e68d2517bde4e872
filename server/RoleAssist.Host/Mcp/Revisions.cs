namespace RoleAssist.Host.Mcp;

/// <summary>
/// The revisions of the Model Context Protocol that this server speaks (https://modelcontextprotocol.io/specification).
/// Until 2025-11-25 a client opens a session with <c>initialize</c>; since 2026-07-28 every request says what it speaks.
/// </summary>
internal static class Revisions
{
    /// <summary>The revisions without a session.</summary>
    public static IReadOnlyList<string> Stateless { get; } = ["2026-07-28"];

    /// <summary>The revisions with a session, newest first.</summary>
    public static IReadOnlyList<string> WithSession { get; } = ["2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"];

    /// <summary>Returns the revision of a session: what the client asks for, or else the newest one.</summary>
    public static string Agree(string? requested) =>
        WithSession.FirstOrDefault(revision => revision == requested) ?? WithSession[0];
}
