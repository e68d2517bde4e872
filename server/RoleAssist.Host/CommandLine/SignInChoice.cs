using System.Globalization;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Security;
using RoleAssist.Core.SignIn;

namespace RoleAssist.Host.CommandLine;

/// <summary>Finds out what to sign in to or out of, if the command line does not say.</summary>
internal sealed class SignInChoice(SignInService signIns, IConsole console)
{
    /// <summary>Returns the only candidate, or the one that the person at the terminal chooses.</summary>
    /// <param name="isCandidate">Which sign-ins are possible.</param>
    /// <param name="none">What to say if there is none.</param>
    /// <param name="cancellationToken">Cancels the question.</param>
    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.InvalidArgument"/>: there is none, or several and nobody to ask.
    /// </exception>
    public async Task<string> ChooseAsync(
        Predicate<SignInStatus> isCandidate,
        RoleAssistException none,
        CancellationToken cancellationToken
    )
    {
        var all = await signIns.ListAsync(cancellationToken).ConfigureAwait(false);
        var candidates = all.Where(status => isCandidate(status)).ToList();
        return candidates switch
        {
            [] => throw none,
            [var only] => only.Name,
            _ when !console.CanPrompt => throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                "There are several sign-ins.",
                $"Name one: {string.Join(", ", candidates.Select(status => status.Name))}."
            ),
            _ => await AskAsync(candidates, cancellationToken).ConfigureAwait(false),
        };
    }

    /// <summary>Describes the state of a sign-in in a few words.</summary>
    public static string Describe(SignInStatus status) =>
        (status.State, status.ExpiresAt, status.IsRenewable) switch
        {
            (SignInState.Unreadable, _, _) => "unreadable",
            (SignInState.SignedIn, { } end, false) => $"signed in until {IsoTime.Format(end)}",
            (SignInState.SignedIn, _, _) => "signed in",
            _ => "signed out",
        };

    private async Task<string> AskAsync(List<SignInStatus> candidates, CancellationToken cancellationToken)
    {
        for (var i = 0; i < candidates.Count; i++)
        {
            var line = $"{i + 1}. {candidates[i].Name} ({Describe(candidates[i])})";
            await console.Error.WriteLineAsync(DisplayText.Line(line)).ConfigureAwait(false);
        }

        var answer = await Task.Run(
                () => console.ReadAnswer($"Which one? [1-{candidates.Count}] ", cancellationToken)?.Trim(),
                CancellationToken.None
            )
            .ConfigureAwait(false);
        var isNumber = int.TryParse(answer, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        var chosen =
            isNumber && number >= 1 && number <= candidates.Count
                ? candidates[number - 1]
                : candidates.Find(status => status.Name == answer);
        return chosen?.Name
            ?? throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                "No sign-in was chosen.",
                "Answer with a number of the list."
            );
    }
}
