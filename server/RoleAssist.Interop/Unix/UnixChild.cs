using System.ComponentModel;
using System.IO.Pipes;
using System.Runtime.InteropServices;

namespace RoleAssist.Interop.Unix;

/// <summary>
/// A child process in a session and group of its own, so that a signal reaches whatever it started too, and nothing of it
/// can wait for the terminal. .NET's own processes share the group of their parent. (posix_spawn(3), setsid(2))
/// </summary>
public sealed partial class UnixChild : IDisposable
{
    /// <summary>Larger than the structures of any system.</summary>
    private const int StructureSize = 1024;

    private const short SetDefaultSignals = 0x04;
    private const short SetSignalMask = 0x08;
    private const int ReadOnly = 0;
    private const int WriteOnly = 1;
    private const int Interrupted = 4;
    private const int NoHang = 1;

    /// <summary>In milliseconds: how often the process is looked after while it prints nothing.</summary>
    private const int Pause = 100;

    /// <summary>In milliseconds: how long its streams are read after it has ended.</summary>
    private const int Patience = 1_000;

    /// <summary>What two pipes may hold that a process without privileges has enlarged (pipe(7)).</summary>
    private const int MostBuffered = 2 * 1024 * 1024;

    /// <summary>POSIX_SPAWN_SETSID, which is newer than POSIX' own flags and differs between systems.</summary>
    private static short NewSession => (short)(OperatingSystem.IsMacOS() ? 0x400 : 0x80);

    private static readonly int[] SignalsToReset = [1, 2, 3, 13, 15];

    private static readonly Lock Starting = new();
    private static readonly HashSet<int> Started = [];

    private readonly AnonymousPipeServerStream? _output;
    private readonly AnonymousPipeServerStream? _error;
    private readonly AnonymousPipeServerStream? _input;
    private readonly Lock _ending = new();
    private int? _exitCode;
    private volatile bool _isAbandoned;

    private UnixChild(bool hasInput, bool hasOutput)
    {
        _input = hasInput ? new AnonymousPipeServerStream(PipeDirection.Out, HandleInheritability.None) : null;
        _output = hasOutput ? new AnonymousPipeServerStream(PipeDirection.In, HandleInheritability.None) : null;
        _error = hasOutput ? new AnonymousPipeServerStream(PipeDirection.In, HandleInheritability.None) : null;
    }

    /// <summary>Gets its stdin; null if that is empty. It ends with this process at the latest.</summary>
    public Stream? Input => _input;

    /// <summary>Gets the process ID, which is also that of its group.</summary>
    public int Id { get; private set; }

    /// <summary>Whether a child of this process was started here and is not waited for yet. Another one is adopted.</summary>
    public static bool IsStarted(int id)
    {
        // A child that is just being started is known once the lock is free.
        lock (Starting)
        {
            return Started.Contains(id);
        }
    }

    /// <summary>Starts a command.</summary>
    /// <param name="command">The program, searched in PATH like a shell does, and its arguments.</param>
    /// <param name="environment">The variables to change; null removes a variable.</param>
    /// <param name="hasInput">Whether it reads what is written to <see cref="Input"/>. Otherwise stdin is empty.</param>
    /// <param name="hasOutput">Whether its output is read. Otherwise nothing of it is kept, and it may outlive this process.</param>
    /// <exception cref="Win32Exception">The command cannot be started.</exception>
    /// <exception cref="IOException">There are too many open files.</exception>
    public static UnixChild Start(
        IReadOnlyList<string> command,
        IEnumerable<KeyValuePair<string, string?>> environment,
        bool hasInput = false,
        bool hasOutput = true
    )
    {
        var child = new UnixChild(hasInput, hasOutput);
        try
        {
            child.Spawn(command, environment);
            return child;
        }
        catch
        {
            child.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Reads the output until both streams are closed. What the process has left behind may keep them open, so they are
    /// read only a moment longer than it lives, whatever comes; of what it printed itself, nothing is lost.
    /// </summary>
    /// <param name="take">Takes a piece of output: whether it is of stderr, and the bytes.</param>
    /// <returns>The exit code; 128 and the number of the signal that ended the process.</returns>
    public int ReadToEnd(Action<bool, ReadOnlySpan<byte>> take)
    {
        var buffer = new byte[32 * 1024];
        Watched[] streams = _output is null || _error is null ? [] : [Watch(_output), Watch(_error)];
        var rest = new Rest();
        while (!_isAbandoned && streams.Any(stream => stream.File >= 0))
        {
            var found = Poll(streams, (nuint)streams.Length, rest.IsLate ? 0 : Pause);
            if (rest.IsLate && (found <= 0 || rest.Length >= MostBuffered))
            {
                break;
            }

            for (var index = 0; found > 0 && index < streams.Length; index++)
            {
                if (streams[index].Found != 0 && ReadPiece(ref streams[index], buffer) is > 0 and var read)
                {
                    take(index == 1, buffer.AsSpan(0, read));
                    rest.Length += read;
                }
            }

            if (!rest.HasBegun && HasEnded())
            {
                rest = Rest.Begin();
            }
        }

        return WaitForEnd();
    }

    /// <summary>Reads no more output, even if something keeps the streams open. It only waits for the process.</summary>
    public void Abandon() => _isAbandoned = true;

    /// <summary>Returns the exit code, as <see cref="ReadToEnd"/> does; null while the process runs.</summary>
    public int? GetExitCode() => HasEnded() ? _exitCode : null;

    /// <summary>Sends a signal to the process and everything in its group.</summary>
    public void Signal(int signal)
    {
        lock (_ending)
        {
            // The group outlives its first process. Its number is not given to another process while it exists.
            _ = Kill(-Id, signal);
        }
    }

    public void Dispose()
    {
        _input?.Dispose();
        _output?.Dispose();
        _error?.Dispose();
    }

    private void Spawn(IReadOnlyList<string> command, IEnumerable<KeyValuePair<string, string?>> environment)
    {
        var (actions, attributes) = (new byte[StructureSize], new byte[StructureSize]);
        var (arguments, variables) = (new NativeStrings(command), UnixEnvironment.Copy(environment));
        try
        {
            _ = InitializeActions(actions);
            _ = _input is null
                ? AddOpen(actions, 0, "/dev/null", ReadOnly, 0)
                : AddDuplicate(actions, HandleOf(_input), 0);
            _ = _output is null
                ? AddOpen(actions, 1, "/dev/null", WriteOnly, 0)
                : AddDuplicate(actions, HandleOf(_output), 1);
            _ = _error is null
                ? AddOpen(actions, 2, "/dev/null", WriteOnly, 0)
                : AddDuplicate(actions, HandleOf(_error), 2);
            SetAttributes(attributes);
            int fault;
            int id;
            using (CoreDumps.Allow())
            {
                lock (Starting)
                {
                    fault = SpawnInPath(
                        out id,
                        command[0],
                        actions,
                        attributes,
                        arguments.Pointers,
                        variables.Pointers
                    );
                    if (fault == 0)
                    {
                        Started.Add(id);
                    }
                }
            }

            if (fault != 0)
            {
                throw new Win32Exception(fault);
            }

            Id = id;
        }
        finally
        {
            _ = DestroyActions(actions);
            _ = DestroyAttributes(attributes);
            arguments.Dispose();
            variables.Dispose();

            // Otherwise this process would keep the streams open, and their end would never be seen.
            _input?.DisposeLocalCopyOfClientHandle();
            _output?.DisposeLocalCopyOfClientHandle();
            _error?.DisposeLocalCopyOfClientHandle();
        }
    }

    private static void SetAttributes(byte[] attributes)
    {
        var (none, defaults) = (new byte[StructureSize], new byte[StructureSize]);
        _ = EmptySet(none);
        _ = EmptySet(defaults);
        foreach (var signal in SignalsToReset)
        {
            // .NET handles or ignores these, and ignored signals stay ignored in a child.
            _ = AddToSet(defaults, signal);
        }

        _ = InitializeAttributes(attributes);
        _ = SetFlags(attributes, (short)(NewSession | SetDefaultSignals | SetSignalMask));
        _ = SetMask(attributes, none);
        _ = SetDefaults(attributes, defaults);
    }

    /// <summary>Returns the number of bytes; after an error or the end of the stream, it is not watched any more.</summary>
    private static int ReadPiece(ref Watched stream, byte[] buffer)
    {
        var read = (int)Read(stream.File, buffer, (nuint)buffer.Length);
        if (read == 0 || (read < 0 && Marshal.GetLastPInvokeError() != Interrupted))
        {
            stream.File = -1;
        }

        return read;
    }

    private bool HasEnded()
    {
        lock (_ending)
        {
            return _exitCode is not null || Reap(NoHang);
        }
    }

    private int WaitForEnd()
    {
        // A process usually ends as it closes its streams, but it may go on without them.
        for (var pause = 1; !HasEnded(); pause = Math.Min(50, pause * 2))
        {
            // Not within the lock: a signal must reach the process meanwhile.
            _ = Poll([], 0, pause);
        }

        return _exitCode!.Value;
    }

    private bool Reap(int options)
    {
        var ended = WaitFor(Id, out var status, options);
        if (ended == Id)
        {
            var signal = status & 0x7F;
            _exitCode = signal == 0 ? (status >> 8) & 0xFF : 128 + signal;
        }
        else if (ended < 0 && Marshal.GetLastPInvokeError() != Interrupted)
        {
            // Somebody else has waited for it: how it ended is not known.
            _exitCode = 1;
        }

        if (_exitCode is not null)
        {
            lock (Starting)
            {
                Started.Remove(Id);
            }
        }

        return _exitCode is not null;
    }

    private static Watched Watch(PipeStream stream) =>
        new() { File = (int)stream.SafePipeHandle.DangerousGetHandle(), Wanted = 1 };

    private static int HandleOf(AnonymousPipeServerStream stream) =>
        (int)stream.ClientSafePipeHandle.DangerousGetHandle();

    /// <summary>What is read after the process has ended.</summary>
    private struct Rest
    {
        /// <summary>In milliseconds, of a clock that is never set.</summary>
        private long? _since;

        public long Length;

        public readonly bool HasBegun => _since is not null;

        public readonly bool IsLate => Environment.TickCount64 - _since > Patience;

        public static Rest Begin() => new() { _since = Environment.TickCount64 };
    }

    /// <summary><c>struct pollfd</c> (poll(2)).</summary>
    private struct Watched
    {
        public int File;
        public short Wanted;
        public short Found;
    }

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    private static partial int Poll([In, Out] Watched[] files, nuint count, int milliseconds);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    private static partial nint Read(int file, byte[] buffer, nuint count);

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);

    [LibraryImport("libc", EntryPoint = "waitpid", SetLastError = true)]
    private static partial int WaitFor(int process, out int status, int options);

    [LibraryImport("libc", EntryPoint = "posix_spawnp", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SpawnInPath(
        out int process,
        string file,
        byte[] actions,
        byte[] attributes,
        nint[] arguments,
        nint[] environment
    );

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_init")]
    private static partial int InitializeActions(byte[] actions);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_destroy")]
    private static partial int DestroyActions(byte[] actions);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_adddup2")]
    private static partial int AddDuplicate(byte[] actions, int file, int newFile);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_addopen", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int AddOpen(byte[] actions, int file, string path, int flags, uint mode);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_init")]
    private static partial int InitializeAttributes(byte[] attributes);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_destroy")]
    private static partial int DestroyAttributes(byte[] attributes);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_setflags")]
    private static partial int SetFlags(byte[] attributes, short flags);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_setsigmask")]
    private static partial int SetMask(byte[] attributes, byte[] signals);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_setsigdefault")]
    private static partial int SetDefaults(byte[] attributes, byte[] signals);

    [LibraryImport("libc", EntryPoint = "sigemptyset")]
    private static partial int EmptySet(byte[] signals);

    [LibraryImport("libc", EntryPoint = "sigaddset")]
    private static partial int AddToSet(byte[] signals, int signal);
}
