using System.Globalization;
using RoleAssist.Core.Runs;

namespace RoleAssist.Host.Runs;

/// <summary>Describes results for people.</summary>
internal static class ResultText
{
    /// <summary>Returns how an item ended, such as <c>ok</c> or <c>exit code 2</c>.</summary>
    public static string Of(RunResult result) =>
        result.State switch
        {
            RunState.Ok => "ok",
            RunState.NotAssumed => $"not assumed: {result.Fault?.Code}",
            RunState.Canceled => "cancelled",
            _ when result.TimedOut => "timed out",
            _ when result.ExitCode is { } code => string.Create(CultureInfo.InvariantCulture, $"exit code {code}"),
            _ => result.Fault?.Summary ?? "failed",
        };

    /// <summary>Returns the state's name in documents.</summary>
    public static string NameOf(RunState state) =>
        state switch
        {
            RunState.Ok => "ok",
            RunState.Failed => "failed",
            RunState.NotAssumed => "notAssumed",
            _ => "cancelled",
        };
}
