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

    /// <summary>Paths for this process' socket, best first, in folders that are there and private.</summary>
    public IEnumerable<string> New()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}-{RandomNumberGenerator.GetHexString(8, lowercase: true)}{Extension}");
        foreach (var path in runtime.Folders().Select(folder => Path.Combine(folder, name)).Where(IsShortEnough))
        {
            Clean(Path.GetDirectoryName(path)!);
            yield return path;
        }
    }

    /// <summary>Why there is no better place for a socket.</summary>
    public string Objections() => string.Join(' ', runtime.Objections());

    /// <summary>The sockets of running hosts, and those that a host has left behind. Who owns one, the kernel tells when it is called.</summary>
    public IEnumerable<string> All() => runtime.ExistingFolders().SelectMany(SocketsIn);

    /// <summary>Whether a socket can be made at a path, or one be there.</summary>
    public static bool IsShortEnough(string path) => Encoding.UTF8.GetByteCount(path) <= LongestPath;

    private static string[] SocketsIn(string folder)
    {
        try
        {
            return Directory.GetFiles(folder, "*" + Extension);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // It has gone, or cannot be read: no host that this process could ask is in there.
            return [];
        }
    }

    /// <summary>Removes what hosts that were killed have left: their process is gone and nobody listens.</summary>
    private static void Clean(string folder)
    {
        foreach (var path in SocketsIn(folder))
        {
            var process = Path.GetFileName(path).Split('-')[0];
            if (int.TryParse(process, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && !IsRunning(id) && !IsListenedTo(path))
            {
                Remove(path);
            }
        }
    }

    /// <summary>Removes a socket that nobody listens to any more.</summary>
    public static void Remove(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception kept) when (kept is IOException or UnauthorizedAccessException)
        {
            // It is in nobody's way.
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
