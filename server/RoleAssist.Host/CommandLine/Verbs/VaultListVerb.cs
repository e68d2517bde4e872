using System.CommandLine;
using System.Globalization;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Keys;
using Spectre.Console;

namespace RoleAssist.Host.CommandLine.Verbs;

/// <summary><c>vault list</c>: lists the keys in the vault and those in plain text, also while it is locked.</summary>
internal sealed class VaultListVerb : Command, IRunsLocked
{
    private readonly Func<ListKeysHandler> _list;
    private readonly IConsole _console;

    public VaultListVerb(Func<ListKeysHandler> list, IConsole console)
        : base("list", "List the keys in the vault, and the long-lived keys in plain text in the AWS files.")
    {
        (_list, _console) = (list, console);
        SetAction(RunAsync);
    }

    private async Task RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var list = VaultListDocument.From(await _list().HandleAsync(cancellationToken).ConfigureAwait(false));
        if (GlobalOptions.IsJson(parsed))
        {
            CommandLineJson.Print(_console, list);
            return;
        }

        var terminal = TerminalRendering.CreateConsole(_console);
        if (list.Keys.Count == 0)
        {
            terminal.WriteLine("The vault has no keys.");
        }
        else
        {
            terminal.Write(TableOf(list.Keys));
        }

        foreach (var key in list.PlainKeys)
        {
            terminal.WriteLine(
                $"{key.File}:{key.Line}: profile '{key.Profile}' has {key.AccessKeyId} in plain text. To move it to the "
                    + $"vault: roleassist vault import {ShellWord.Of(key.Profile)}"
            );
        }
    }

    private static Table TableOf(IReadOnlyList<VaultKeyDocument> keys)
    {
        var table = new Table()
            .Border(TableBorder.Simple)
            .AddColumns("Profile", "Access key", "Age (days)", "Rotation");
        foreach (var key in keys)
        {
            table.AddRow(
                new Text(key.Profile ?? "(none)"),
                new Text(key.AccessKeyId ?? "(not seen here)"),
                new Text(key.AgeDays?.ToString(CultureInfo.InvariantCulture) ?? ""),
                new Text(key.Step == "none" ? "" : key.Step)
            );
        }

        return table;
    }
}
