using System.Text;
using RoleAssist.Core.Requesters;

namespace RoleAssist.Host.Processes;

/// <summary>Reads what a process was started with on Linux (proc_pid_cmdline(5)).</summary>
internal static class ProcessArguments
{
    /// <summary>Enough for a program, its options and a path; a command line may have megabytes.</summary>
    private const int MaxBytes = 8 * 1024;

    /// <summary>Reads the first arguments of a process; none if it may not be read, or has ended.</summary>
    public static IReadOnlyList<string> Read(int id)
    {
        try
        {
            using var file = File.OpenRead(ProcessStat.PathOf(id, "cmdline"));
            Span<byte> bytes = stackalloc byte[MaxBytes];
            var length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return length == 0 ? [] : Encoding.UTF8.GetString(bytes[..length]).TrimEnd('\0').Split('\0');
        }
        catch (Exception closed) when (closed is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>
    /// Gets the script that a process runs, with its link followed: the command of a package is a link into the package.
    /// </summary>
    public static InterpretedScript? ScriptOf(int id, IReadOnlyList<string> arguments)
    {
        if (InterpretedScript.Find(arguments) is not { } script)
        {
            return null;
        }

        try
        {
            return
                script is { Path: { } path, Package: null }
                && File.ResolveLinkTarget(Path.Combine(ProcessStat.PathOf(id, "cwd"), path), returnFinalTarget: true)
                    is { FullName: var target }
                && script with { Path = target } is { Package: not null } followed
                ? followed
                : script;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return script;
        }
    }
}
