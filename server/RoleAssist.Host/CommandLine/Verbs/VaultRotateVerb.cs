using System.CommandLine;
using RoleAssist.Core.Keys.Rotation;
using RoleAssist.Core.Security;
using RoleAssist.Core.Vault;

namespace RoleAssist.Host.CommandLine.Verbs;

/// <summary><c>vault rotate PROFILE</c>: replaces a user's access key at AWS and in the vault.</summary>
internal sealed class VaultRotateVerb : Command, INeedsPerson
{
    private readonly Func<KeyRotation> _rotation;
    private readonly IConsole _console;
    private readonly Argument<string> _profile = CommonOptions.Profile();
    private readonly Option<bool> _delete = new("--delete")
    {
        Description = "Delete the old key at once, instead of deactivating it.",
    };

    private readonly Option<bool> _finish = new("--finish")
    {
        Description = "Only delete the key that an earlier rotation deactivated.",
    };

    private readonly Option<bool> _yes = new("--yes")
    {
        Description = "Do not ask, even if another program used the key in the last hour.",
    };
    private readonly MfaOptions _mfa;

    public string Deed => "rotate a key";

    public VaultRotateVerb(Func<KeyRotation> rotation, IConsole console)
        : base("rotate", "Replace an access key at AWS and in the vault, or go on where a rotation was interrupted.")
    {
        (_rotation, _console) = (rotation, console);
        _profile.Description = "A profile with a key in the vault.";
        Add(_profile);
        Add(_delete);
        Add(_finish);
        Add(_yes);
        _mfa = new MfaOptions(this);
        Validators.Add(result =>
        {
            if (result.GetValue(_delete) && result.GetValue(_finish))
            {
                result.AddError("Specify either --delete or --finish.");
            }
        });
        SetAction(RunAsync);
    }

    private async Task RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var request = new RotationRequest(
            parsed.GetRequiredValue(_profile),
            Delete: parsed.GetValue(_delete),
            Finish: parsed.GetValue(_finish)
        )
        {
            Confirm = parsed.GetValue(_yes) ? null : ConfirmAsync,
        };
        var result = await _mfa.CreateSource(parsed, _console)
            .RunAsync(
                code => _rotation().RotateAsync(request with { TokenCode = code }, cancellationToken),
                cancellationToken
            )
            .ConfigureAwait(false);
        Print(result, parsed);
    }

    /// <summary>Asks on the terminal; without one, the answer is no, and the error names the option.</summary>
    private async Task<bool> ConfirmAsync(string reason, CancellationToken cancellationToken)
    {
        if (!_console.CanPrompt)
        {
            return false;
        }

        var answer = await Task.Run(
                () =>
                    _console.ReadSecret(
                        DisplayText.Lines($"{reason}\nType yes to replace the key: "),
                        cancellationToken
                    ),
                CancellationToken.None
            )
            .ConfigureAwait(false);
        return "yes".Equals(answer?.Trim(), StringComparison.OrdinalIgnoreCase);
    }

    private void Print(RotationResult result, ParseResult parsed)
    {
        if (GlobalOptions.IsJson(parsed))
        {
            CommandLineJson.Print(_console, RotationDocument.From(result));
            return;
        }

        _console.Out.WriteLine(DisplayText.Line($"{result.Profile}: {Describe(result)}"));
        if (GlobalOptions.IsQuiet(parsed))
        {
            return;
        }

        foreach (var note in result.Notes)
        {
            _console.Error.WriteLine($"note: {DisplayText.Sentence(note)}");
        }
    }

    private static string Describe(RotationResult result) =>
        (result.OldAccessKeyId, result.Step == RotationStep.None) switch
        {
            (null, true) => $"{result.AccessKeyId} is in use",
            (null, false) => $"{result.AccessKeyId} is still in use; the rotation is not complete",
            ({ } old, true) => $"{result.AccessKeyId} has replaced {old}",
            ({ } old, false) => $"{result.AccessKeyId} has replaced {old}, which is still active",
        };
}
