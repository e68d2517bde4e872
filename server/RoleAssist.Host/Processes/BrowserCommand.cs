namespace RoleAssist.Host.Processes;

/// <summary>How a page is opened.</summary>
/// <param name="Words">The program and its arguments, or, on Windows, what the system opens.</param>
/// <param name="BySystem">Whether Windows opens it (ShellExecute).</param>
internal sealed record BrowserCommand(IReadOnlyList<string> Words, bool BySystem = false);
