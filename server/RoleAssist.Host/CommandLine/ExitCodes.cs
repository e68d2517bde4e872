using RoleAssist.Core.Errors;

namespace RoleAssist.Host.CommandLine;

/// <summary>
/// The exit codes of verbs. An error's exit code is the hundreds digit of its <see cref="ErrorCode"/>: 0 done, 1
/// internal, 2 usage, 3 configuration, ...
/// </summary>
internal static class ExitCodes
{
    public const int Done = 0;

    /// <summary>Some of many failed (<c>run</c>).</summary>
    public const int SomeFailed = 7;

    /// <summary>128 + SIGINT, which a shell reports for a process terminated by Ctrl-C.</summary>
    public const int Interrupted = 130;

    /// <summary>128 + SIGTERM, which a shell reports for a process terminated by that signal.</summary>
    public const int Terminated = 143;

    public static int FromError(ErrorCode code) => (int)code / 100;
}
