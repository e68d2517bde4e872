using System.Text;
using RoleAssist.Core.Requesters;

namespace RoleAssist.Host.Processes;

/// <summary>Reads what a process was started with on Linux (proc_pid_cmdline(5)).</summary>
internal static class ProcessArguments
{
    /// <summary>Enough for a program, its options and a path; a command line may have megabytes.</summary>
    private const int MaxBytes = 8 * 1024;

    /// <summary>
    /// Reads the first arguments of a process; none if it may not be read, or has ended, or has written a title over them.
    /// </summary>
    public static IReadOnlyList<string> Read(int id)
    {
        try
        {
            using var file = File.OpenRead(ProcessStat.PathOf(id, "cmdline"));
            Span<byte> bytes = stackalloc byte[MaxBytes];
            var length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return Split(Encoding.UTF8.GetString(bytes[..length]));
        }
        catch (Exception closed) when (closed is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>
    /// Splits a command line at its NULs. One word with blanks is a sentence for people, as npm writes it: what stands in it
    /// is not what the process was started with.
    /// </summary>
    internal static IReadOnlyList<string> Split(string line) =>
        line.TrimEnd('\0') is { Length: > 0 } text && (text.Contains('\0') || !text.Contains(' '))
            ? text.Split('\0')
            : [];

    /// <summary>
    /// Gets the scripts that a process may run, with their links followed: the command of a package is a link into it.
    /// </summary>
    public static IReadOnlyList<InterpretedScript> ScriptsOf(
        int id,
        string? executable,
        IReadOnlyList<string> arguments
    ) => [.. InterpretedScript.Find(executable, arguments).Select(script => Follow(id, script))];

    private static InterpretedScript Follow(int id, InterpretedScript script)
    {
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
