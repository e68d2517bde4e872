using System.CommandLine;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Keys;
using RoleAssist.Core.Security;
using RoleAssist.Host.Rpc;

namespace RoleAssist.Host.CommandLine.Verbs;

/// <summary><c>vault add PROFILE</c>: adds a key that is typed or piped in.</summary>
internal sealed class VaultAddVerb : Command, INeedsPerson
{
    private readonly Func<AddKeyHandler> _add;
    private readonly Func<NewVault> _newVault;
    private readonly IConsole _console;
    private readonly Argument<string> _profile = VaultOptions.Profile(
        "The profile, which is made if it does not exist."
    );
    private readonly Option<string?> _mfaSerial = new("--mfa-serial")
    {
        Description = "The ARN of the user's MFA device, for a profile that has none.",
    };
    private readonly Option<bool> _stdin = new("--stdin")
    {
        Description = "Read the access key ID and the secret access key from two lines of stdin.",
    };

    public string Deed => "add a key";

    public VaultAddVerb(Func<AddKeyHandler> add, Func<NewVault> newVault, IConsole console)
        : base("add", "Add a long-lived key to the vault, and the lines that use it to the config file.")
    {
        (_add, _newVault, _console) = (add, newVault, console);
        Add(_profile);
        Add(_mfaSerial);
        Add(_stdin);
        SetAction(RunAsync);
    }

    private async Task RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var profile = parsed.GetRequiredValue(_profile);
        await _newVault().CreateIfMissingAsync(cancellationToken).ConfigureAwait(false);
        await _add().RequirePossibleAsync(profile, cancellationToken).ConfigureAwait(false);
        var isPiped = parsed.GetValue(_stdin);
        var key = new NewKey(
            profile,
            await ReadAsync("Access key ID: ", isPiped, cancellationToken).ConfigureAwait(false),
            await ReadAsync("Secret access key: ", isPiped, cancellationToken).ConfigureAwait(false),
            parsed.GetValue(_mfaSerial)
        );
        var added = await _add().HandleAsync(key, cancellationToken).ConfigureAwait(false);
        if (GlobalOptions.IsJson(parsed))
        {
            CommandLineJson.Print(_console, added.ToWire());
            return;
        }

        await _console
            .Out.WriteLineAsync(
                DisplayText.Line($"{profile}: the key {added.AccessKeyId} of {added.Arn} is in the vault.")
            )
            .ConfigureAwait(false);
    }

    private async Task<string> ReadAsync(string prompt, bool isPiped, CancellationToken cancellationToken)
    {
        if (isPiped)
        {
            return _console.ReadLine()?.Trim() ?? "";
        }

        return _console.CanPrompt
            ? await _console.AskAsync(prompt, cancellationToken).ConfigureAwait(false) ?? ""
            : throw new RoleAssistException(
                ErrorCode.ConfirmationRequired,
                "There is no terminal to ask for the key at.",
                "Run the command in a terminal, or pipe the key in with --stdin."
            );
    }
}
