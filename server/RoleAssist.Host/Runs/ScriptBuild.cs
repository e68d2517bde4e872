using System.Globalization;
using System.Text;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Runs;
using RoleAssist.Core.Security;
using RoleAssist.Host.CommandLine;
using RoleAssist.Host.Processes;

namespace RoleAssist.Host.Runs;

/// <summary>Builds a script once, without any credentials, before it runs many times. Only C# needs it.</summary>
internal static class ScriptBuild
{
    /// <summary>In characters: an error of a compiler is shorter.</summary>
    private const int MostReason = 1_000;

    /// <summary>In bytes: the first error comes long before.</summary>
    private const int MostPrinted = 1024 * 1024;

    /// <summary>Builds a script.</summary>
    /// <param name="script">The script; null for none.</param>
    /// <param name="console">Shows what the compiler prints; null to put its first error into the exception.</param>
    /// <param name="tells">Whether to say on stderr that it is compiled, and how long that took.</param>
    /// <param name="cancellationToken">Ends the build.</param>
    /// <exception cref="RoleAssistException"><see cref="ErrorCode.InvalidArgument"/>: it does not compile.</exception>
    public static async Task RunAsync(
        string? script,
        IConsole? console,
        bool tells,
        CancellationToken cancellationToken
    )
    {
        if (script is null || ScriptCommand.GetPreparation(script) is not { } command)
        {
            return;
        }

        var name = DisplayText.Line(Path.GetFileName(script));
        var notes = tells ? console?.Error : null;
        notes?.WriteLine($"Compiling {name}, once for all accounts.");
        var start = TimeProvider.System.GetTimestamp();
        var printed = new Printed(console);
        using var stop = new RunStop();
        using var canceled = cancellationToken.Register(() => stop.Stop(terminate: true));
        var end = await new CommandRunner(TimeProvider.System)
            .RunAsync(command, [], printed, timeout: null, stop)
            .ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        if (end.ExitCode != 0)
        {
            throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                $"The script {name} does not compile. Nothing was run. {printed.Reason}".TrimEnd(),
                console is null ? "Correct the script." : "Correct the errors above."
            );
        }

        var seconds = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
        notes?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Compiled {name} in {seconds:0.0} s."));
    }

    private sealed class Printed(IConsole? console) : IItemOutput
    {
        private readonly List<byte> _bytes = [];

        /// <summary>Gets the first error that was not shown.</summary>
        public string Reason =>
            Encoding
                .UTF8.GetString(_bytes.ToArray())
                .Split('\n', StringSplitOptions.TrimEntries)
                .FirstOrDefault(line => line.Contains("error", StringComparison.OrdinalIgnoreCase))
                is { } line
                ? DisplayText.Sentence(line[..Math.Min(line.Length, MostReason)])
                : "";

        public void Write(bool isError, ReadOnlySpan<byte> bytes)
        {
            if (console is not null)
            {
                console.RawError.Write(bytes);
            }
            else if (_bytes.Count < MostPrinted)
            {
                _bytes.AddRange(bytes);
            }
        }
    }
}
