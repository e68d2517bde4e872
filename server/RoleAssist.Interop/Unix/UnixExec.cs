using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;

namespace RoleAssist.Interop.Unix;

/// <summary>
/// <c>execvp(3)</c>: the command replaces this process, so signals, terminal, exit code and process id need no
/// forwarding. Variables and arguments that are not UTF-8 are preserved.
/// </summary>
public static partial class UnixExec
{
    private const int FileSystemContext = 0x200; // CLONE_FS

    /// <param name="command">The program and its arguments.</param>
    /// <param name="environment">The variables to change; null removes a variable.</param>
    /// <exception cref="Win32Exception">The command cannot be run.</exception>
    public static int Replace(IReadOnlyList<string> command, IEnumerable<KeyValuePair<string, string?>> environment)
    {
        UnixEnvironment.Change(environment);
        nint[] arguments = [.. BytesOf(command).Select(Unmanaged)];
        UnixSignals.Restore();
        CoreDumps.Restore();
        UnshareWorkingDirectory();
        _ = Execute(arguments[0], [.. arguments, 0]);
        throw new Win32Exception(Marshal.GetLastPInvokeError());
    }

    /// <summary>
    /// Stops sharing the working directory with other threads. While Linux loads a command, it refuses to start threads
    /// that share it with the caller (copy_fs in kernel/fork.c); .NET could then not start a thread of its own and
    /// would abort the process.
    /// </summary>
    private static void UnshareWorkingDirectory()
    {
        if (OperatingSystem.IsLinux() && Unshare(FileSystemContext) != 0)
        {
            // Containers may forbid unshare(2). In that case, a failing thread waits until the command has replaced the
            // process.
            AppDomain.CurrentDomain.UnhandledException += (_, _) => new ManualResetEventSlim().Wait();
        }
    }

    /// <summary>
    /// Gets the command's original bytes. .NET replaces bytes that are not UTF-8, as in the names of old files, with
    /// U+FFFD; Linux still has the original (proc_pid_cmdline(5)).
    /// </summary>
    private static IEnumerable<byte[]> BytesOf(IReadOnlyList<string> command) =>
        OperatingSystem.IsLinux() && command.Any(argument => argument.Contains('\uFFFD', StringComparison.Ordinal))
            ? Terminated(File.ReadAllBytes("/proc/self/cmdline")).TakeLast(command.Count)
            : command.Select(argument => Encoding.UTF8.GetBytes(argument + '\0'));

    /// <summary>Splits NUL-terminated strings.</summary>
    private static IEnumerable<byte[]> Terminated(byte[] texts)
    {
        for (var start = 0; start < texts.Length; )
        {
            var end = Array.IndexOf(texts, (byte)0, start) + 1;
            yield return texts[start..end];
            start = end;
        }
    }

    /// <summary>Allocates memory that is never freed: the process is replaced or exits.</summary>
    private static nint Unmanaged(byte[] text)
    {
        var place = Marshal.AllocHGlobal(text.Length);
        Marshal.Copy(text, 0, place, text.Length);
        return place;
    }

    [LibraryImport("libc", EntryPoint = "unshare")]
    private static partial int Unshare(int what);

    [LibraryImport("libc", EntryPoint = "execvp", SetLastError = true)]
    private static partial int Execute(nint file, nint[] arguments);
}
