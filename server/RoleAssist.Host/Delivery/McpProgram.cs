using RoleAssist.Core.Errors;

namespace RoleAssist.Host.Delivery;

/// <summary>
/// The program that a client of the Model Context Protocol starts: the launcher, whose path stays when RoleAssist is
/// updated, or else this program.
/// </summary>
internal sealed class McpProgram(Launcher launcher, HostExecutable executable)
{
    /// <summary>Gets its path, and whether that stays. Changes nothing: the launcher counts if it is there.</summary>
    public (HostExecutable Executable, bool OutlivesUpdates) Find() => Choose(launcher.Find());

    /// <summary>The same, and installs the launcher where it can.</summary>
    public (HostExecutable Executable, bool OutlivesUpdates) Install()
    {
        try
        {
            return Choose(OperatingSystem.IsWindows() ? null : launcher.Install());
        }
        catch (RoleAssistException)
        {
            return Choose(null);
        }
    }

    /// <remarks>Clients start programs, and a launcher for cmd.exe is none.</remarks>
    private (HostExecutable Executable, bool OutlivesUpdates) Choose(string? path) =>
        path is null || OperatingSystem.IsWindows() ? (executable, false) : (new HostExecutable(path), true);
}
