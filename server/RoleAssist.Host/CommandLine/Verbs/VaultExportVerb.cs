using System.CommandLine;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Keys;

namespace RoleAssist.Host.CommandLine.Verbs;

/// <summary>
/// <c>vault export PROFILE</c>: prints the long-lived key itself, after a person at the terminal has confirmed it twice.
/// </summary>
internal sealed class VaultExportVerb : Command, INeedsPerson
{
    private readonly Func<ExportKeyHandler> _export;
    private readonly IConsole _console;
    private readonly Argument<string> _profile = VaultOptions.Profile("A profile whose key is in the vault.");

    public string Deed => "export a key";

    public VaultExportVerb(Func<ExportKeyHandler> export, IConsole console)
        : base("export", "Print a long-lived key in plain text. Asks twice.")
    {
        (_export, _console) = (export, console);
        Add(_profile);
        SetAction(RunAsync);
    }

    private async Task RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var profile = parsed.GetRequiredValue(_profile);
        await _export().FindAsync(profile, cancellationToken).ConfigureAwait(false);
        await _console
            .RequireConfirmationAsync(
                $"The key of '{profile}' was not exported.",
                [
                    $"The key of '{profile}' never ends by itself. Print it in plain text?",
                    "Whoever sees the output can use your account. Really print it?",
                ],
                cancellationToken
            )
            .ConfigureAwait(false);
        var key = await _export().HandleAsync(profile, cancellationToken).ConfigureAwait(false);
        if (GlobalOptions.IsJson(parsed))
        {
            CommandLineJson.Print(_console, new VaultExportDocument(profile, key.AccessKeyId, key.SecretAccessKey));
            return;
        }

        await _console.Out.WriteLineAsync($"{AwsVariables.AccessKeyId}={key.AccessKeyId}").ConfigureAwait(false);
        await _console
            .Out.WriteLineAsync($"{AwsVariables.SecretAccessKey}={key.SecretAccessKey}")
            .ConfigureAwait(false);
    }
}
