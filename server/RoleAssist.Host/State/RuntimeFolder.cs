using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using RoleAssist.Aws.Files;
using RoleAssist.Core.Profiles;
using RoleAssist.Host.State;

namespace RoleAssist.Host.Endpoint;

/// <summary>
/// Where running hosts have their local sockets, open to this user alone: the folder that the session has for such things
/// (https://specifications.freedesktop.org/basedir-spec/latest/), a folder of the user's own among the temporary files, or
/// the state folder; this one first where somebody has moved it, so that who keeps apart is apart. A socket is called after
/// its process.
/// </summary>
internal sealed class RuntimeFolder(ProcessEnvironment environment, StateFolder state)
{
    private const string Extension = ".sock";

    /// <summary>What macOS leaves for a socket's path in <c>sockaddr_un</c>, which is less than others do.</summary>
    private const int LongestPath = 103;

    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>A path for this process' socket, in a folder that is there and private; null where there is none.</summary>
    public string? NewSocket()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}-{RandomNumberGenerator.GetHexString(8, lowercase: true)}{Extension}");
        foreach (var folder in Candidates)
        {
            var path = Path.Combine(folder, name);
            if (Encoding.UTF8.GetByteCount(path) <= LongestPath && Make(folder))
            {
                Clean(folder);
                return path;
            }
        }

        return null;
    }

    /// <summary>The sockets of this user's running hosts, and those that a host has left behind.</summary>
    public IEnumerable<string> Sockets() => Candidates.Where(IsPrivate).SelectMany(folder => Directory.GetFiles(folder, "*" + Extension));

    /// <summary>The folders for what is there as long as a host is, best first, each made when it is asked for.</summary>
    public IEnumerable<string> Folders() => Candidates.Where(Make);

    private IEnumerable<string> Candidates
    {
        get
        {
            if (state.IsMoved)
            {
                yield return InState;
            }

            if (!OperatingSystem.IsWindows())
            {
                if (StateFolder.BaseFolder(environment, "XDG_RUNTIME_DIR") is { } session)
                {
                    yield return Path.Combine(session, "roleassist");
                }

                yield return Path.Combine(Path.GetFullPath(Path.GetTempPath()), string.Create(CultureInfo.InvariantCulture, $"roleassist-{PeerUser.ThisUser}"));
            }

            if (!state.IsMoved)
            {
                yield return InState;
            }
        }
    }

    private string InState => Path.Combine(state.Path, "run");

    private static bool Make(string folder)
    {
        try
        {
            PrivateFile.CreateFolder(folder);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return false;
        }

        return IsPrivate(folder);
    }

    /// <summary>Whether it is a folder, not a link to one, that is closed to others. Who owns a socket in it, the kernel tells when it is called.</summary>
    private static bool IsPrivate(string folder)
    {
        try
        {
            var info = new DirectoryInfo(folder);
            return info.Exists && info.LinkTarget is null && (OperatingSystem.IsWindows() || (info.UnixFileMode & Others) == 0);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

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
