using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;

namespace RoleAssist.Interop.Unix;

/// <summary>
/// <c>execvp(3)</c>: the command becomes this process, so signals, terminal, exit code and process id are its own
/// without anything being passed through. The environment is changed natively, so what is not UTF-8 in it stays whole.
/// </summary>
public static partial class UnixExec
{
    private const int FileSystemContext = 0x200; // CLONE_FS

    /// <param name="command">The program and its arguments.</param>
    /// <param name="environment">The variables to change; null removes one.</param>
    /// <exception cref="Win32Exception">The command cannot be run.</exception>
    public static int Replace(IReadOnlyList<string> command, IEnumerable<KeyValuePair<string, string?>> environment)
    {
        foreach (var (name, set) in environment)
        {
            _ = set is { } value ? SetVariable(name, value, 1) : UnsetVariable(name);
        }

        nint[] arguments = [.. BytesOf(command).Select(Unmanaged)];
        UnixSignals.Restore();
        CoreDumps.Restore();
        LetOtherThreadsBe();
        _ = Execute(arguments[0], [.. arguments, 0]);
        throw new Win32Exception(Marshal.GetLastPInvokeError());
    }

    /// <summary>
    /// While Linux loads a command, it starts no thread that would share the working directory with the caller (copy_fs in
    /// kernel/fork.c): .NET cannot start one of its own then, and aborts the process. So this thread stops sharing it.
    /// </summary>
    private static void LetOtherThreadsBe()
    {
        if (OperatingSystem.IsLinux() && Unshare(FileSystemContext) != 0)
        {
            // Containers may forbid unshare(2). There a thread that fails waits until the command has replaced it.
            AppDomain.CurrentDomain.UnhandledException += (_, _) => new ManualResetEventSlim().Wait();
        }
    }

    /// <summary>
    /// The command as it was given. Where .NET has read something in it that is not UTF-8, such as the name of an old file, it
    /// put a mark there; Linux still knows what it was (proc_pid_cmdline(5)).
    /// </summary>
    private static IEnumerable<byte[]> BytesOf(IReadOnlyList<string> command) =>
        OperatingSystem.IsLinux() && command.Any(argument => argument.Contains('\uFFFD', StringComparison.Ordinal))
            ? Terminated(File.ReadAllBytes("/proc/self/cmdline")).TakeLast(command.Count)
            : command.Select(argument => Encoding.UTF8.GetBytes(argument + '\0'));

    /// <summary>Texts that end with a zero each.</summary>
    private static IEnumerable<byte[]> Terminated(byte[] texts)
    {
        for (var start = 0; start < texts.Length;)
        {
            var end = Array.IndexOf(texts, (byte)0, start) + 1;
            yield return texts[start..end];
            start = end;
        }
    }

    /// <summary>Nobody frees it: the process becomes another one, or ends.</summary>
    private static nint Unmanaged(byte[] text)
    {
        var place = Marshal.AllocHGlobal(text.Length);
        Marshal.Copy(text, 0, place, text.Length);
        return place;
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetVariable(string name, string value, int overwrite);

    [LibraryImport("libc", EntryPoint = "unsetenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int UnsetVariable(string name);

    [LibraryImport("libc", EntryPoint = "unshare")]
    private static partial int Unshare(int what);

    [LibraryImport("libc", EntryPoint = "execvp", SetLastError = true)]
    private static partial int Execute(nint file, nint[] arguments);
}
