using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace RoleAssist.Interop.Windows;

/// <summary>
/// A job object: a process and all that it starts. Windows ends them when the job is closed, even if this process is
/// killed.
/// </summary>
/// <seealso href="https://learn.microsoft.com/windows/win32/procthread/job-objects"/>
public sealed partial class ProcessJob : IDisposable
{
    private const int ExtendedLimits = 9;
    private const uint KillOnClose = 0x2000;

    private readonly SafeFileHandle _job = Create();

    /// <summary>Adds a process that has just been started. It may have ended already.</summary>
    public void Add(Process process) => _ = Assign(_job, process.SafeHandle);

    /// <summary>Ends every process of the job.</summary>
    public void Kill() => _ = Terminate(_job, exitCode: 1);

    public void Dispose() => _job.Dispose();

    private static SafeFileHandle Create()
    {
        var job = CreateJobObject(0, null);
        var limits = new Limits { Flags = KillOnClose };
        return !job.IsInvalid && SetInformation(job, ExtendedLimits, ref limits, Marshal.SizeOf<Limits>())
            ? job
            : throw new Win32Exception();
    }

    [LibraryImport(
        "kernel32",
        EntryPoint = "CreateJobObjectW",
        SetLastError = true,
        StringMarshalling = StringMarshalling.Utf16
    )]
    private static partial SafeFileHandle CreateJobObject(nint security, string? name);

    [LibraryImport("kernel32", EntryPoint = "SetInformationJobObject", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool SetInformation(SafeFileHandle job, int kind, ref Limits limits, int size);

    [LibraryImport("kernel32", EntryPoint = "AssignProcessToJobObject", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool Assign(SafeFileHandle job, SafeProcessHandle process);

    [LibraryImport("kernel32", EntryPoint = "TerminateJobObject", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool Terminate(SafeFileHandle job, uint exitCode);

    /// <summary><c>JOBOBJECT_EXTENDED_LIMIT_INFORMATION</c>, of which only the flags are set.</summary>
    private struct Limits
    {
        public long ProcessTime;
        public long JobTime;
        public uint Flags;
        public nuint SmallestWorkingSet;
        public nuint LargestWorkingSet;
        public uint ActiveProcesses;
        public nuint Affinity;
        public uint Priority;
        public uint Scheduling;
        public Counters Io;
        public nuint ProcessMemory;
        public nuint JobMemory;
        public nuint PeakProcessMemory;
        public nuint PeakJobMemory;
    }

    /// <summary><c>IO_COUNTERS</c>.</summary>
    private struct Counters
    {
        public ulong Reads;
        public ulong Writes;
        public ulong Others;
        public ulong ReadBytes;
        public ulong WrittenBytes;
        public ulong OtherBytes;
    }
}
