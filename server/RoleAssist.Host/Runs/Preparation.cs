using RoleAssist.Core.Runs;
using RoleAssist.Host.CommandLine;
using RoleAssist.Host.Processes;

namespace RoleAssist.Host.Runs;

/// <summary>Runs a command once before a run, without any credentials. What it prints goes to stderr.</summary>
internal static class Preparation
{
    public static async Task<int> RunAsync(
        IReadOnlyList<string> command,
        IConsole console,
        CancellationToken cancellationToken
    )
    {
        using var stop = new RunStop();
        using var canceled = cancellationToken.Register(() => stop.Stop(terminate: true));
        var end = await new CommandRunner(TimeProvider.System)
            .RunAsync(command, [], new ErrorOutput(console), timeout: null, stop)
            .ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return end.ExitCode;
    }

    private sealed class ErrorOutput(IConsole console) : IItemOutput
    {
        public void Write(bool isError, ReadOnlySpan<byte> bytes) => console.RawError.Write(bytes);
    }
}
