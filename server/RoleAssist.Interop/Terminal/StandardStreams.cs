using RoleAssist.Interop.Unix;
using RoleAssist.Interop.Windows;

namespace RoleAssist.Interop.Terminal;

/// <summary>
/// Opens this process' standard streams as byte streams. On Unix, <see cref="Console"/> initializes the terminal and
/// writes its control sequences before the output (dotnet/sdk #15243). On Windows, what is written is UTF-8.
/// </summary>
public static class StandardStreams
{
    public static Stream OpenInput() => OperatingSystem.IsWindows() ? Console.OpenStandardInput() : new UnixStream(0);

    public static Stream OpenOutput() =>
        !OperatingSystem.IsWindows()
            ? new UnixStream(1)
            : (Stream?)WindowsConsoleStream.Open(1) ?? Console.OpenStandardOutput();

    public static Stream OpenError() =>
        !OperatingSystem.IsWindows()
            ? new UnixStream(2)
            : (Stream?)WindowsConsoleStream.Open(2) ?? Console.OpenStandardError();
}
