using RoleAssist.Core.Runs;
using RoleAssist.Host.CommandLine;
using RoleAssist.Host.Processes;

namespace RoleAssist.Host.Runs;

/// <summary>Runs a command once before a run, without any credentials.</summary>
internal static class Preparation
{
    /// <summary>Runs it and returns its exit code. What it prints goes to stderr.</summary>
    public static Task<int> RunAsync(
        IReadOnlyList<string> command,
        IConsole console,
        CancellationToken cancellationToken
    ) => RunAsync(command, new ErrorOutput(console), cancellationToken);

    /// <summary>Runs it and returns its exit code.</summary>
    public static async Task<int> RunAsync(
        IReadOnlyList<string> command,
        IItemOutput output,
        CancellationToken cancellationToken
    )
    {
        using var stop = new RunStop();
        using var canceled = cancellationToken.Register(() => stop.Stop(terminate: true));
        var end = await new CommandRunner(TimeProvider.System)
            .RunAsync(command, [], output, timeout: null, stop)
            .ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return end.ExitCode;
    }

    private sealed class ErrorOutput(IConsole console) : IItemOutput
    {
        public void Write(bool isError, ReadOnlySpan<byte> bytes) => console.RawError.Write(bytes);
    }
}
