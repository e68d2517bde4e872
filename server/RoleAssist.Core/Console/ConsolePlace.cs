namespace RoleAssist.Core.Console;

/// <summary>Where in the console to go.</summary>
/// <param name="Service">The short name of a service, or an ARN; null for the home page.</param>
/// <param name="Region">The region; null for that of the session.</param>
/// <param name="Destination">A whole address, instead of a service.</param>
public sealed record ConsolePlace(string? Service = null, string? Region = null, string? Destination = null);
