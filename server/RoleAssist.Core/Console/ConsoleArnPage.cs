namespace RoleAssist.Core.Console;

/// <summary>The page of a resource.</summary>
/// <param name="Service">The service whose console has the page.</param>
/// <param name="Path">Its path and fragment, without the region.</param>
internal sealed record ConsoleArnPage(string Service, string Path);
