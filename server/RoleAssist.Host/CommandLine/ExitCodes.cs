using RoleAssist.Core.Errors;

namespace RoleAssist.Host.CommandLine;

/// <summary>The exit codes of verbs. An error's is the hundreds of its code: 0 done, 1 internal, 2 usage, 3 configuration, ...</summary>
internal static class ExitCodes
{
    public const int Done = 0;

    /// <summary>What a shell reports for a program that Ctrl-C ended.</summary>
    public const int Interrupted = 130;

    /// <summary>What it reports for one that was told to end (SIGTERM).</summary>
    public const int Terminated = 143;

    public static int Of(ErrorCode code) => (int)code / 100;
}
