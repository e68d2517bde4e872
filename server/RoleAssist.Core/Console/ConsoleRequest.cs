using RoleAssist.Core.Chains;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Core.Console;

/// <summary>Asks for the console.</summary>
/// <param name="Target">The profile or role.</param>
/// <param name="Place">Where to go.</param>
/// <param name="DurationSeconds">How long the console should last; null for as long as its credentials.</param>
public sealed record ConsoleRequest(AssumeTarget Target, ConsolePlace Place, int? DurationSeconds = null)
{
    /// <summary>Gets the session to use, instead of the target.</summary>
    public SessionId? Session { get; init; }

    /// <summary>Whether the browser is to be signed out of another session first.</summary>
    public bool LogsOutFirst { get; init; }
}
