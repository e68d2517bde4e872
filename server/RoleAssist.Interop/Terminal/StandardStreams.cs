using RoleAssist.Interop.Unix;

namespace RoleAssist.Interop.Terminal;

/// <summary>
/// Opens this process' standard streams as byte streams. On Unix, <see cref="Console"/> initializes the terminal and
/// writes its control sequences before the output (dotnet/sdk #15243).
/// </summary>
public static class StandardStreams
{
    public static Stream OpenInput() => OperatingSystem.IsWindows() ? Console.OpenStandardInput() : new UnixStream(0);

    public static Stream OpenOutput() => OperatingSystem.IsWindows() ? Console.OpenStandardOutput() : new UnixStream(1);

    public static Stream OpenError() => OperatingSystem.IsWindows() ? Console.OpenStandardError() : new UnixStream(2);
}
