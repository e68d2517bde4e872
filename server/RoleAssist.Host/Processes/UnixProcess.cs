using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;
using RoleAssist.Core.Delivery;

namespace RoleAssist.Host.Processes;

/// <summary>
/// <c>execvp(3)</c>: the command becomes this process, so signals, terminal, exit code and process id are its own
/// without anything being passed through. The environment is changed natively, so what is not UTF-8 in it stays whole.
/// </summary>
internal static partial class UnixProcess
{
    private const int SigPipe = 13;
    private const nint Ignore = 1;
    private const int GetFlags = 1;
    private const int ReadOnly = 0;

    private static bool _ignoredChildren;

    private static int SigChild => OperatingSystem.IsLinux() ? 17 : 20;

    /// <summary>Makes what this process may have inherited such as .NET takes for granted. To be called before .NET looks.</summary>
    public static void Begin()
    {
        OpenStandardStreams();
        HearOfChildren();
    }

    /// <summary>
    /// A standard stream that is closed gets a number's next owner, be it a file that this process opens, so none is left
    /// closed: of this one nothing can be read, and to write to it fails as if it were.
    /// </summary>
    private static void OpenStandardStreams()
    {
        for (var stream = 0; stream <= 2; stream++)
        {
            if (Control(stream, GetFlags) < 0)
            {
                _ = Open("/dev/null", ReadOnly);
            }
        }
    }

    /// <summary>
    /// Who starts this process may have it ignore that its children end (signal(7)), and then .NET waits for each of them
    /// for ever. <see cref="Replace"/> gives it to the command as it was.
    /// </summary>
    private static void HearOfChildren()
    {
        var inherited = SetSignal(SigChild, 0);
        _ignoredChildren = inherited == Ignore;
        if (!_ignoredChildren)
        {
            _ = SetSignal(SigChild, inherited);
        }
    }

    /// <exception cref="Win32Exception">The command cannot be run.</exception>
    public static int Replace(IReadOnlyList<string> command, IReadOnlyList<EnvironmentChange> environment)
    {
        foreach (var change in environment)
        {
            _ = change.Value is { } value ? SetVariable(change.Name, value, 1) : UnsetVariable(change.Name);
        }

        // .NET ignores SIGPIPE, and what is ignored stays ignored: without this, `exec P -- yes | head` would complain.
        _ = SetSignal(SigPipe, 0);
        if (_ignoredChildren)
        {
            _ = SetSignal(SigChild, Ignore);
        }

        nint[] arguments = [.. BytesOf(command).Select(Unmanaged)];
        _ = Execute(arguments[0], [.. arguments, 0]);
        throw new Win32Exception(Marshal.GetLastPInvokeError());
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

    /// <summary>From here on no terminal's Ctrl-C or hang-up reaches this process (setsid(2)).</summary>
    public static void LeaveSession() => _ = NewSession();

    [LibraryImport("libc", EntryPoint = "fcntl")]
    private static partial int Control(int stream, int command);

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "setsid")]
    private static partial int NewSession();

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetVariable(string name, string value, int overwrite);

    [LibraryImport("libc", EntryPoint = "unsetenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int UnsetVariable(string name);

    [LibraryImport("libc", EntryPoint = "signal")]
    private static partial nint SetSignal(int signal, nint handler);

    [LibraryImport("libc", EntryPoint = "execvp", SetLastError = true)]
    private static partial int Execute(nint file, nint[] arguments);
}
