using System.CommandLine;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Keys;
using RoleAssist.Core.Security;
using RoleAssist.Host.Rpc;

namespace RoleAssist.Host.CommandLine.Verbs;

/// <summary><c>vault import PROFILE…</c>: moves long-lived keys from the AWS files to the vault.</summary>
internal sealed class VaultImportVerb : Command, INeedsPerson
{
    private readonly Func<ImportKeysHandler> _import;
    private readonly Func<NewVault> _newVault;
    private readonly IConsole _console;
    private readonly Argument<string[]> _profiles = VaultOptions.Profiles();
    private readonly Option<bool> _all = new("--all")
    {
        Description = "Move the keys of all profiles that have a long-lived one in plain text.",
    };

    public string Deed => "import keys";

    public VaultImportVerb(Func<ImportKeysHandler> import, Func<NewVault> newVault, IConsole console)
        : base("import", "Move long-lived keys from the AWS files to the vault.")
    {
        (_import, _newVault, _console) = (import, newVault, console);
        Add(_profiles);
        Add(_all);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var names = NamesIn(parsed);
        await _newVault().CreateIfMissingAsync(cancellationToken).ConfigureAwait(false);
        var result = await _import().HandleAsync(names, cancellationToken).ConfigureAwait(false);
        if (result is { Imported: [], Failed: [var only] })
        {
            throw only.Fault;
        }

        if (GlobalOptions.IsJson(parsed))
        {
            CommandLineJson.Print(_console, result.ToWire());
        }
        else
        {
            Print(result, parsed);
        }

        return result.Failed is [var first, ..] ? ExitCodes.FromError(first.Fault.Code) : ExitCodes.Done;
    }

    /// <summary>Returns the profiles; null for all.</summary>
    private string[]? NamesIn(ParseResult parsed) =>
        (parsed.GetValue(_all), parsed.GetValue(_profiles)) switch
        {
            (false, { Length: > 0 } names) => names,
            (true, null or []) => null,
            _ => throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                "Specify either profiles or --all.",
                "To see which profiles have long-lived keys in plain text: roleassist vault list"
            ),
        };

    private void Print(ImportResult result, ParseResult parsed)
    {
        if (result is { Imported: [], Failed: [] })
        {
            _console.Out.WriteLine("There are no long-lived keys in plain text in the AWS files.");
        }

        foreach (var key in result.Imported)
        {
            _console.Out.WriteLine(
                DisplayText.Line(
                    $"{key.Profile}: the key {key.AccessKeyId} of {key.Arn} is in the vault, and in no file."
                )
            );
        }

        foreach (var (profile, fault) in result.Failed)
        {
            _console.Error.WriteLine(
                $"error {fault.Code}: {DisplayText.Sentence($"{profile}: {fault.Message} {fault.Hint}".TrimEnd())}"
            );
        }

        foreach (var note in GlobalOptions.IsQuiet(parsed) ? [] : result.Notes)
        {
            _console.Error.WriteLine($"note: {DisplayText.Sentence(note)}");
        }
    }
}
