using System.CommandLine;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Runs;
using RoleAssist.Host.Runs;

namespace RoleAssist.Host.CommandLine.Verbs;

/// <summary>The options of <c>run</c> that say how output is shown.</summary>
internal sealed class RunOutputOptions
{
    private const string FilesPrefix = "files:";

    private readonly Option<string?> _output = new("--output")
    {
        Description =
            "prefix: each line behind its account, the default on a terminal; group: all of a command at once, "
            + "the default elsewhere; jsonl: a JSON line for each, as with --json; files:DIR; none.",
        HelpName = "prefix|group|jsonl|files:DIR|none",
    };

    private readonly Option<bool> _objects = new("--objects")
    {
        Description =
            "Print one JSON document with what each command printed as JSON: account, name, region, value, error.",
    };

    public RunOutputOptions(Command verb)
    {
        // Not when the output begins: a code would be spent by then.
        _output.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } name && !IsKnown(name))
            {
                result.AddError($"--output '{name}' is unknown. Use prefix, group, jsonl, files:DIR or none.");
            }
        });
        verb.Validators.Add(result =>
        {
            if (result.GetValue(_objects) && result.GetResult(_output) is not null)
            {
                result.AddError("--objects is an output of its own: use it without --output.");
            }
        });
        verb.Add(_output);
        verb.Add(_objects);
    }

    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.InvalidArgument"/>: the folder of the files cannot be used.
    /// </exception>
    public IRunOutput Create(ParseResult parsed, IConsole console, ProgressLine progress, RunOptions options)
    {
        var name =
            parsed.GetValue(_output)
            ?? (
                GlobalOptions.IsJson(parsed) ? "jsonl"
                : console.Width is null ? "group"
                : "prefix"
            );
        return name switch
        {
            _ when parsed.GetValue(_objects) => new ObjectsOutput(console, progress),
            "prefix" => new PrefixOutput(console, progress, ItemLabel.WidthOf(options)),
            "group" => new GroupOutput(console, progress),
            "jsonl" => new JsonLinesOutput(console, progress),
            "none" => new NoOutput(),
            _ => new FilesOutput(name[FilesPrefix.Length..], options.Accounts),
        };
    }

    private static bool IsKnown(string name) =>
        name is "prefix" or "group" or "jsonl" or "none"
        || (name.StartsWith(FilesPrefix, StringComparison.Ordinal) && name.Length > FilesPrefix.Length);
}
