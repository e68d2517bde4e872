using RoleAssist.Interop.Unix;

namespace RoleAssist.Interop.Terminal;

/// <summary>
/// This process' standard streams as bytes. <see cref="Console"/> sets the terminal up for itself on Unix, and writes the
/// terminal's commands for that before what is printed (dotnet/sdk #15243).
/// </summary>
public static class StandardStreams
{
    public static Stream OpenInput() => OperatingSystem.IsWindows() ? Console.OpenStandardInput() : new UnixStream(0);

    public static Stream OpenOutput() => OperatingSystem.IsWindows() ? Console.OpenStandardOutput() : new UnixStream(1);

    public static Stream OpenError() => OperatingSystem.IsWindows() ? Console.OpenStandardError() : new UnixStream(2);
}
