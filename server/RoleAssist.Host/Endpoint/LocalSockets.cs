using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using RoleAssist.Host.State;
using RoleAssist.Interop.Files;
using RoleAssist.Interop.Unix;
using RoleAssist.Interop.Windows;

namespace RoleAssist.Host.Endpoint;

/// <summary>
/// The local sockets of this user's running hosts, named after their process ids. On Windows, a host serves a named pipe
/// instead, and an empty file in the place of the socket tells the pipe's name.
/// </summary>
internal sealed class LocalSockets(RuntimeFolder runtime)
{
    private const string Extension = ".sock";

    /// <summary>The longest path that fits into <c>sockaddr_un</c> on macOS, the smallest of all platforms.</summary>
    private const int LongestPath = 103;

    /// <summary>Returns paths for this process' socket in existing private folders, in order of preference.</summary>
    public IEnumerable<string> CandidatePaths()
    {
        var name = string.Create(
            CultureInfo.InvariantCulture,
            $"{Environment.ProcessId}-{RandomNumberGenerator.GetHexString(8, lowercase: true)}{Extension}"
        );
        foreach (var path in runtime.Folders().Select(folder => Path.Combine(folder, name)).Where(IsShortEnough))
        {
            Clean(Path.GetDirectoryName(path)!);
            yield return path;
        }
    }

    /// <summary>
    /// Returns the path of another host's socket, if it lies where this process' own would; null otherwise.
    /// </summary>
    public string? TakeOver(string path) =>
        IsShortEnough(path)
        && path.EndsWith(Extension, StringComparison.Ordinal)
        && runtime.GetExistingFolders().Contains(Path.GetDirectoryName(path), StringComparer.Ordinal)
            ? path
            : null;

    /// <summary>Gets the reasons why better folders for the socket were rejected.</summary>
    public string Objections() => string.Join(' ', runtime.Objections());

    /// <summary>
    /// Returns the sockets of running hosts, and those left behind by hosts that were killed. The kernel reports a
    /// socket's owner on connection.
    /// </summary>
    public IEnumerable<string> FindAll() => runtime.GetExistingFolders().SelectMany(SocketsIn);

    /// <summary>Whether a path is short enough for a socket.</summary>
    public static bool IsShortEnough(string path) =>
        OperatingSystem.IsWindows() || Encoding.UTF8.GetByteCount(path) <= LongestPath;

    /// <summary>The name of the pipe that a host on Windows serves for a path.</summary>
    public static string PipeOf(string path) => $"roleassist-{Path.GetFileNameWithoutExtension(path)}";

    /// <summary>Tells other processes of a pipe that this process serves.</summary>
    public static void Announce(string path) => PrivateFile.Open(path, FileMode.Create).Dispose();

    /// <summary>Connects to a host of this user; returns null if there is none.</summary>
    /// <exception cref="SocketException">Nobody listens.</exception>
    public static Task<Stream?> ConnectAsync(string path, CancellationToken cancellationToken) =>
        ConnectAsync(path, isWanted: null, cancellationToken);

    /// <param name="path">The socket.</param>
    /// <param name="isWanted">Whether the process that listens is wanted; null for any of this user. Windows does not tell.</param>
    /// <param name="cancellationToken">Cancels the attempt.</param>
    /// <returns>The connection; null if there is no such host.</returns>
    /// <exception cref="SocketException">Nobody listens.</exception>
    public static async Task<Stream?> ConnectAsync(
        string path,
        Func<SocketPeer, bool>? isWanted,
        CancellationToken cancellationToken
    )
    {
        if (OperatingSystem.IsWindows())
        {
            return await LocalPipe.ConnectAsync(PipeOf(path), cancellationToken).ConfigureAwait(false);
        }

        var stream = await RawHttpClient
            .ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken)
            .ConfigureAwait(false);
        if (SocketPeer.FromSocket(stream.Socket) is { IsThisUser: true } peer && isWanted?.Invoke(peer) != false)
        {
            return stream;
        }

        await stream.DisposeAsync().ConfigureAwait(false);
        return null;
    }

    private static string[] SocketsIn(string folder)
    {
        try
        {
            return Directory.GetFiles(folder, "*" + Extension);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // The folder is gone or cannot be read, so it contains no host that this process could use.
            return [];
        }
    }

    /// <summary>
    /// Removes the sockets of killed hosts, whose process has ended and which do not accept connections.
    /// </summary>
    private static void Clean(string folder)
    {
        foreach (var path in SocketsIn(folder))
        {
            var process = Path.GetFileName(path).Split('-')[0];
            if (
                int.TryParse(process, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                && !IsRunning(id)
                && !AcceptsConnections(path)
            )
            {
                Remove(path);
            }
        }
    }

    /// <summary>Removes a socket that is no longer in use.</summary>
    public static void Remove(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception kept) when (kept is IOException or UnauthorizedAccessException)
        {
            // A leftover socket does no harm.
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

    public static bool AcceptsConnections(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return LocalPipe.Exists(PipeOf(path));
        }

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
