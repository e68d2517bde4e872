using System.Text;
using RoleAssist.Contracts;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Runs;
using RoleAssist.Core.Security;
using RoleAssist.Host.Processes;
using RoleAssist.Host.Runs;
using ErrorCode = RoleAssist.Core.Errors.ErrorCode;

namespace RoleAssist.Host.Rpc.Runs;

/// <summary>The command of a run: a line for the shell, or a script.</summary>
internal sealed class RunCommand
{
    /// <summary>In characters: an error of a compiler is shorter.</summary>
    private const int MostReason = 1_000;

    /// <summary>In bytes: the first error comes long before.</summary>
    private const int MostPrinted = 1024 * 1024;

    private readonly CommandTemplate _command;
    private readonly string? _script;

    private RunCommand(string title, IReadOnlyList<string> command, string? script) =>
        (Title, _command, _script) = (title, new CommandTemplate(command), script);

    /// <summary>Gets what people call it.</summary>
    public string Title { get; }

    /// <exception cref="RoleAssistException"><see cref="ErrorCode.InvalidArgument"/>: it cannot be run.</exception>
    public static RunCommand Create(StartRunParams request)
    {
        WireMapping.RequireNoNulls(request.Arguments);
        if (request.Folder is { } folder && !Directory.Exists(folder))
        {
            throw new RoleAssistException(ErrorCode.InvalidArgument, $"The folder {folder} does not exist.");
        }

        return (request.CommandLine, request.Script) switch
        {
            ({ } line, null) when !string.IsNullOrWhiteSpace(line) => new RunCommand(
                DisplayText.Line(line.ReplaceLineEndings(" ")),
                ScriptCommand.OfLine(line),
                null
            ),
            (null, { } script) => new RunCommand(
                DisplayText.Line(Path.GetFileName(script)),
                ScriptCommand.Create(script, request.Arguments ?? []),
                script
            ),
            _ => throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                "There is no command to run.",
                "Send either a command line or a script."
            ),
        };
    }

    /// <summary>Returns how it runs, without the accounts.</summary>
    public RunOptions ToOptions(StartRunParams request) =>
        new([], _command)
        {
            Regions = RegionSelection.Parse(WireMapping.RequireNoNulls(request.Regions) ?? []),
            Parallel = Math.Clamp(request.Parallel ?? 10, 1, RunOptions.MaxParallel),
            Timeout = request.TimeoutSeconds is > 0 and var seconds ? TimeSpan.FromSeconds(seconds) : null,
        };

    public Task RequireProgramAsync(CancellationToken cancellationToken) =>
        CommandSearch.RequireForRunAsync(_command.Program, cancellationToken);

    /// <summary>Builds a C# script once, before it runs many times.</summary>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        if (_script is null || ScriptCommand.GetPreparation(_script) is not { } preparation)
        {
            return;
        }

        var printed = new Printed();
        if (await Preparation.RunAsync(preparation, printed, cancellationToken).ConfigureAwait(false) != 0)
        {
            throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                $"The script {Title} does not compile. Nothing was run. {printed.Reason}".TrimEnd(),
                "Correct the script."
            );
        }
    }

    private sealed class Printed : IItemOutput
    {
        private readonly List<byte> _bytes = [];

        /// <summary>Gets the first error.</summary>
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
            if (_bytes.Count < MostPrinted)
            {
                _bytes.AddRange(bytes);
            }
        }
    }
}
