using System.Text;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Security;
using RoleAssist.Core.Vault;

namespace RoleAssist.Host.CommandLine;

/// <summary>Asks the person at the terminal for secrets and confirmations.</summary>
internal static class SecretPrompts
{
    private const string Yes = "yes";

    /// <summary>Asks for a secret; returns null if the person cancels. The caller disposes the secret.</summary>
    public static async Task<SecretBytes?> AskSecretAsync(
        this IConsole console,
        string prompt,
        CancellationToken cancellationToken
    ) =>
        await console.AskAsync(prompt, cancellationToken).ConfigureAwait(false) is { Length: > 0 } text
            ? SecretBytes.Copy(Encoding.UTF8.GetBytes(text))
            : null;

    /// <summary>Asks for a line that is not shown; returns null if the person cancels.</summary>
    /// <remarks>A canceled prompt restores the terminal before it returns, so the wait itself is not canceled.</remarks>
    public static Task<string?> AskAsync(this IConsole console, string prompt, CancellationToken cancellationToken) =>
        Task.Run(
            () => console.ReadSecret(DisplayText.Lines(prompt), cancellationToken)?.Trim(),
            CancellationToken.None
        );

    /// <summary>Asks for a new passphrase, twice.</summary>
    /// <exception cref="RoleAssistException">The person cancels, or the two differ.</exception>
    public static async Task<SecretBytes> AskNewPassphraseAsync(
        this IConsole console,
        CancellationToken cancellationToken
    )
    {
        await console
            .Error.WriteLineAsync(
                "The vault will be a file that a passphrase seals. Without the passphrase, nobody can get the keys back."
            )
            .ConfigureAwait(false);
        var first =
            await console
                .AskSecretAsync(
                    $"New passphrase of the vault ({IPassphraseStore.MinPassphraseBytes} characters at least): ",
                    cancellationToken
                )
                .ConfigureAwait(false)
            ?? throw NoVault("nobody has entered a passphrase");
        using var second = await console.AskSecretAsync("The same again: ", cancellationToken).ConfigureAwait(false);
        if (second is not null && second.Matches(first))
        {
            return first;
        }

        first.Dispose();
        throw NoVault("the two passphrases differ");
    }

    /// <summary>Requires that a person at the terminal says yes to each question.</summary>
    /// <param name="console">The console.</param>
    /// <param name="what">What was not done if nobody does, as a sentence.</param>
    /// <param name="questions">The questions, in order.</param>
    /// <param name="cancellationToken">Cancels the prompt.</param>
    /// <exception cref="RoleAssistException">Nobody can be asked, or the answer is another.</exception>
    public static async Task RequireConfirmationAsync(
        this IConsole console,
        string what,
        IReadOnlyList<string> questions,
        CancellationToken cancellationToken
    )
    {
        if (!console.CanPrompt)
        {
            throw new RoleAssistException(
                ErrorCode.ConfirmationRequired,
                $"{what} A person must confirm it, and there is no terminal to ask at.",
                "Run the command in a terminal."
            );
        }

        foreach (var question in questions)
        {
            var answer = await console
                .AskAsync($"{question} Type {Yes} (it is not shown): ", cancellationToken)
                .ConfigureAwait(false);
            if (!string.Equals(answer, Yes, StringComparison.OrdinalIgnoreCase))
            {
                throw new RoleAssistException(ErrorCode.InvalidArgument, $"{what} It was not confirmed.");
            }
        }
    }

    private static RoleAssistException NoVault(string reason) =>
        new(ErrorCode.InvalidArgument, $"No vault was created: {reason}.");
}
