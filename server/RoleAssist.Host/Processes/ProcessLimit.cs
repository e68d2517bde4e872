using RoleAssist.Interop.Unix;

namespace RoleAssist.Host.Processes;

/// <summary>Limits the processes at once to what the limit of open files allows.</summary>
internal static class ProcessLimit
{
    /// <summary>Two pipes, a connection to AWS and two files for the output.</summary>
    private const int FilesPerCommand = 5;

    /// <summary>What else a run opens: the AWS files, the results, the runtime's own.</summary>
    private const int Reserved = 20;

    /// <summary>Returns the number of processes at once, which is at least 1.</summary>
    public static int Of(int parallel) => Of(parallel, OpenFiles.Left());

    /// <param name="parallel">The number that is asked for.</param>
    /// <param name="filesLeft">How many more files can be opened; null for no limit.</param>
    internal static int Of(int parallel, int? filesLeft) =>
        filesLeft is { } left ? Math.Clamp((left - Reserved) / FilesPerCommand, 1, parallel) : parallel;
}
