using System.CommandLine;
using RoleAssist.Core.Keys;
using RoleAssist.Core.Security;

namespace RoleAssist.Host.CommandLine.Verbs;

/// <summary><c>vault status</c>: which store is the vault, why no better one, and whether it is open.</summary>
internal sealed class VaultStatusVerb : Command, IRunsLocked
{
    private readonly Func<VaultStatusHandler> _status;
    private readonly IConsole _console;

    public VaultStatusVerb(Func<VaultStatusHandler> status, IConsole console)
        : base("status", "Print which store is the vault, why, and whether it is open.")
    {
        (_status, _console) = (status, console);
        SetAction(RunAsync);
    }

    private async Task RunAsync(ParseResult parsed, CancellationToken cancellationToken) =>
        Print(_console, parsed, await _status().HandleAsync(cancellationToken).ConfigureAwait(false));

    /// <summary>Prints the vault's state, also after it has changed.</summary>
    public static void Print(IConsole console, ParseResult parsed, VaultOverview vault)
    {
        if (GlobalOptions.IsJson(parsed))
        {
            CommandLineJson.Print(console, VaultStatusDocument.From(vault));
            return;
        }

        console.Out.WriteLine(DisplayText.Line(vault.Why));
        console.Out.WriteLine($"Access keys in it: {vault.Keys}.");
    }
}
