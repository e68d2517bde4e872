using RoleAssist.Core.Credentials;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Security;
using RoleAssist.Core.SignIn;
using RoleAssist.Host.Processes;

namespace RoleAssist.Host.CommandLine;

/// <summary>Signs in with the person at the terminal: shows the address, opens the browser, waits.</summary>
internal sealed class SignInPrompter(SignInService signIns, Browser browser, IConsole console)
{
    private const int Attempts = 3;

    /// <summary>Asks whether to sign in now.</summary>
    /// <param name="needed">The error that a sign-in would help with.</param>
    /// <param name="cancellationToken">Cancels the question.</param>
    /// <returns>Whether the person wants to.</returns>
    public async Task<bool> OfferAsync(RoleAssistException needed, CancellationToken cancellationToken)
    {
        var question = $"{DisplayText.Sentence(needed.Message)}\nSign in to '{DisplayText.Line(needed.SignIn!)}' now? [Y/n] ";
        var answer = await AnswerAsync(question, cancellationToken).ConfigureAwait(false);
        return answer is "" or "y" or "Y" or "yes";
    }

    /// <summary>Signs in.</summary>
    /// <param name="name">The name of an <c>[sso-session]</c> or of a profile.</param>
    /// <param name="withCode">Whether the browser may be on another machine.</param>
    /// <param name="opensBrowser">Whether to open a browser here.</param>
    /// <param name="isQuiet">Whether to print only what the person must know.</param>
    /// <param name="cancellationToken">Cancels the sign-in.</param>
    public async Task<SignedIn> SignInAsync(
        string name,
        bool withCode,
        bool opensBrowser,
        bool isQuiet,
        CancellationToken cancellationToken
    )
    {
        // Where no browser can be opened, in an SSH session or without a display, there is none to answer at a port.
        var flow = withCode || !browser.CanOpen ? SignInFlow.Code : SignInFlow.Auto;
        var begun = await signIns.BeginAsync(name, flow, cancellationToken).ConfigureAwait(false);
        if (begun.Attempt.Url is { } url)
        {
            var isOpened =
                opensBrowser && browser.CanOpen && await TryOpenAsync(url, cancellationToken).ConfigureAwait(false);
            if (!isOpened || !isQuiet || begun.Attempt.UserCode is not null)
            {
                await ShowAsync(begun, url, isOpened).ConfigureAwait(false);
            }
        }

        if (begun.Attempt.TakesCode)
        {
            await TakeCodeAsync(begun, cancellationToken).ConfigureAwait(false);
        }

        return await signIns.AwaitAsync(begun.Id, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Says how long a sign-in lasts.</summary>
    public static string Describe(SignedIn signedIn) =>
        $"Signed in to '{signedIn.Target.Name}'{(signedIn.Identity is { } arn ? $" as {arn}" : "")} until "
        + $"{IsoTime.Format(signedIn.ExpiresAt)}{(signedIn.IsRenewable ? ", renewed until the session ends" : "")}.";

    private async Task<bool> TryOpenAsync(string url, CancellationToken cancellationToken)
    {
        try
        {
            await browser.OpenAsync(new Uri(url), browser: null, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (RoleAssistException fault)
        {
            await WriteAsync($"note: {fault.Message}").ConfigureAwait(false);
            return false;
        }
    }

    private async Task ShowAsync(BegunSignIn begun, string url, bool isOpened)
    {
        await WriteAsync(
                isOpened
                    ? $"Sign in to '{begun.Target}' in the browser. If it did not open, open this address:"
                    : $"To sign in to '{begun.Target}', open this address in a browser:"
            )
            .ConfigureAwait(false);
        await WriteAsync($"  {url}").ConfigureAwait(false);
        if (begun.Attempt.UserCode is { } code)
        {
            await WriteAsync($"The page must show this code: {code}").ConfigureAwait(false);
            await WriteAsync("Approve it only if you started this sign-in yourself.").ConfigureAwait(false);
        }
    }

    /// <summary>Asks for the text that the page shows, again if it is wrong.</summary>
    private async Task TakeCodeAsync(BegunSignIn begun, CancellationToken cancellationToken)
    {
        if (!console.CanPrompt)
        {
            throw new RoleAssistException(
                ErrorCode.ConfirmationRequired,
                $"Could not sign in to '{begun.Target}': the page shows a text that a person must bring back, and there is no terminal to ask at.",
                "Run the command in a terminal."
            );
        }

        for (var attempt = 1; ; attempt++)
        {
            var text =
                await console.AskAsync("Text that the page shows: ", cancellationToken).ConfigureAwait(false)
                ?? throw new OperationCanceledException(cancellationToken);
            try
            {
                await signIns.SubmitCodeAsync(begun.Id, text, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (RoleAssistException wrong) when (wrong.Code == ErrorCode.InvalidArgument && attempt < Attempts)
            {
                await WriteAsync($"{wrong.Message} {wrong.Hint}").ConfigureAwait(false);
            }
        }
    }

    /// <returns>The answer; null if the person cancels.</returns>
    private async Task<string?> AnswerAsync(string question, CancellationToken cancellationToken) =>
        // A canceled question restores the terminal before it returns, so the wait itself is not canceled.
        (
            await Task.Run(() => console.ReadAnswer(question, cancellationToken), CancellationToken.None)
                .ConfigureAwait(false)
        )?.Trim();

    private Task WriteAsync(string line) => console.Error.WriteLineAsync(DisplayText.Line(line));
}
