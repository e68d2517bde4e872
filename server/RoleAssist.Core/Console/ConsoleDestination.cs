namespace RoleAssist.Core.Console;

/// <summary>A page of the console.</summary>
/// <param name="Url">Its address.</param>
/// <param name="Service">The service; null for the console's home page.</param>
/// <param name="Region">The region.</param>
/// <param name="Note">What may surprise about it, as a sentence.</param>
public sealed record ConsoleDestination(Uri Url, string? Service, string Region, string? Note = null);
