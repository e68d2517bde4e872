using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using RoleAssist.Host.State;

namespace RoleAssist.Host.Endpoint;

/// <summary>The local sockets of this user's running hosts, each called after its process.</summary>
internal sealed class LocalSockets(RuntimeFolder runtime)
{
    private const string Extension = ".sock";

    /// <summary>What macOS leaves for a socket's path in <c>sockaddr_un</c>, which is less than others do.</summary>
    private const int LongestPath = 103;

    /// <summary>A path for this process' socket, in a folder that is there and private; null where there is none.</summary>
    public string? New()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}-{RandomNumberGenerator.GetHexString(8, lowercase: true)}{Extension}");
        if (runtime.Folders().FirstOrDefault(folder => Encoding.UTF8.GetByteCount(Path.Combine(folder, name)) <= LongestPath) is not { } folder)
        {
            return null;
        }

        Clean(folder);
        return Path.Combine(folder, name);
    }

    /// <summary>The sockets of running hosts, and those that a host has left behind. Who owns one, the kernel tells when it is called.</summary>
    public IEnumerable<string> All() => runtime.ExistingFolders().SelectMany(folder => Directory.GetFiles(folder, "*" + Extension));

    /// <summary>Removes what hosts that were killed have left: their process is gone and nobody listens.</summary>
    private static void Clean(string folder)
    {
        foreach (var path in Directory.GetFiles(folder, "*" + Extension))
        {
            var process = Path.GetFileName(path).Split('-')[0];
            if (int.TryParse(process, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && !IsRunning(id) && !IsListenedTo(path))
            {
                File.Delete(path);
            }
        }
    }

    private static bool IsRunning(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static bool IsListenedTo(string path)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Connect(new UnixDomainSocketEndPoint(path));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
