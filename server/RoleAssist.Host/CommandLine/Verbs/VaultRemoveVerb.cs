using System.CommandLine;
using RoleAssist.Core.Keys;
using RoleAssist.Core.Security;

namespace RoleAssist.Host.CommandLine.Verbs;

/// <summary><c>vault remove PROFILE</c>: removes a key from the vault, and the lines that use it.</summary>
internal sealed class VaultRemoveVerb : Command, INeedsPerson
{
    private readonly Func<RemoveKeyHandler> _remove;
    private readonly IConsole _console;
    private readonly Argument<string> _profile = VaultOptions.Profile(
        "A profile, or the ID of an access key that no profile uses."
    );
    private readonly Option<bool> _toFile = new("--to-file")
    {
        Description = "Write the key back to the credentials file in plain text. Asks for confirmation.",
    };

    public string Deed => "remove a key";

    public VaultRemoveVerb(Func<RemoveKeyHandler> remove, IConsole console)
        : base("remove", "Remove a key from the vault, and the lines that use it from the config file.")
    {
        (_remove, _console) = (remove, console);
        Add(_profile);
        Add(_toFile);
        SetAction(RunAsync);
    }

    private async Task RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var profile = parsed.GetRequiredValue(_profile);
        var fate = parsed.GetValue(_toFile) ? RemovedKey.GoesToFile : RemovedKey.IsForgotten;
        if (fate == RemovedKey.GoesToFile)
        {
            await _console
                .RequireConfirmationAsync(
                    $"The key of '{profile}' was not removed.",
                    [
                        $"Every program that runs as you can read the credentials file. Write the key of '{profile}' to it?",
                    ],
                    cancellationToken
                )
                .ConfigureAwait(false);
        }

        var removal = await _remove().HandleAsync(profile, fate, cancellationToken).ConfigureAwait(false);
        if (GlobalOptions.IsJson(parsed))
        {
            CommandLineJson.Print(
                _console,
                new VaultRemoveDocument(profile, removal.AccessKeyId, removal.OtherProfiles)
            );
            return;
        }

        await _console.Out.WriteLineAsync(DisplayText.Line(Describe(profile, removal, fate))).ConfigureAwait(false);
    }

    private static string Describe(string profile, KeyRemoval removal, RemovedKey fate)
    {
        var key = removal.AccessKeyId is { } id ? $"the key {id}" : "the key";
        var vault =
            removal.OtherProfiles.Count == 0
                ? $"{key} is no longer in the vault"
                : $"{key} stays in the vault for {string.Join(", ", removal.OtherProfiles)}";
        return fate == RemovedKey.GoesToFile
            ? $"{profile}: {vault}. It is in the credentials file in plain text."
            : $"{profile}: {vault}. AWS still accepts it until you delete it in IAM.";
    }
}
