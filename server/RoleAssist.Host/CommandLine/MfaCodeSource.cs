using RoleAssist.Core.Errors;
using RoleAssist.Core.Security;

namespace RoleAssist.Host.CommandLine;

/// <summary>
/// Runs an operation that may need MFA codes and supplies each when it is needed: from the command line, from lines of
/// stdin, or by prompting the user, who is prompted again with the reason if a code is refused.
/// </summary>
internal sealed class MfaCodeSource(IConsole console, string? code, bool fromStdin, bool isQuiet = false)
{
    /// <summary>The code of the command line, which works once.</summary>
    private string? _given = code;

    private readonly bool _isGiven = code is not null || fromStdin;
    private bool _isUsed;

    /// <summary>Runs an operation.</summary>
    /// <param name="run">Gets a code, or null at first.</param>
    /// <param name="cancellationToken">Cancels a prompt.</param>
    /// <param name="isLast">Whether no other operation of this verb may need the code.</param>
    public async Task<T> RunAsync<T>(
        Func<string?, Task<T>> run,
        CancellationToken cancellationToken,
        bool isLast = true
    )
    {
        string? current = null;
        while (true)
        {
            try
            {
                var result = await run(current).ConfigureAwait(false);
                _isUsed |= current is not null;
                if (isLast)
                {
                    WarnIfUnused();
                }

                return result;
            }
            catch (RoleAssistException needed) when (needed.Code == ErrorCode.MfaRequired && _given is not null)
            {
                (current, _given) = (_given, null);
            }
            catch (RoleAssistException needed)
                when (needed.Code is ErrorCode.MfaRequired or ErrorCode.MfaCodeSpent or ErrorCode.MfaCodeRejected)
            {
                // A canceled prompt restores the terminal before it returns. A read of stdin cannot be canceled.
                current = await Task.Run(() => Next(needed, cancellationToken), CancellationToken.None)
                    .WaitAsync(fromStdin ? cancellationToken : CancellationToken.None)
                    .ConfigureAwait(false);
                if (current is null)
                {
                    throw;
                }
            }
        }
    }

    /// <summary>
    /// Warns about a code that was not needed, for example because <c>mfa_serial</c> is set in a profile other than the
    /// role's.
    /// </summary>
    private void WarnIfUnused()
    {
        if (!_isUsed && !isQuiet && _isGiven)
        {
            console.Error.WriteLine("note: No MFA code was needed, so the given code was not used.");
        }
    }

    /// <summary>Returns the next code to try, or null if there is none.</summary>
    private string? Next(RoleAssistException needed, CancellationToken cancellationToken) =>
        needed.Code switch
        {
            ErrorCode.MfaRequired when !fromStdin && !console.CanPrompt => throw new RoleAssistException(
                needed.Code,
                needed.Message,
                "Run the command in a terminal to be prompted for the code, or pipe the code in with --mfa-code-stdin. "
                    + "What runs without a person, such as a cron job, needs a role without MFA or a web identity."
            )
            {
                Profile = needed.Profile,
                MfaSerial = needed.MfaSerial,
            },
            ErrorCode.MfaRequired => Read(
                $"MFA code of {DisplayText.Line(needed.MfaSerial ?? "")}: ",
                cancellationToken
            ),
            ErrorCode.MfaCodeSpent => Read(
                $"{Reason(needed)}\nNext MFA code of {DisplayText.Line(needed.MfaSerial ?? "")}: ",
                cancellationToken
            ),

            // After a wrong code from stdin there is no user to ask for another.
            ErrorCode.MfaCodeRejected when !fromStdin && console.CanPrompt => Read(
                $"{Reason(needed)}\nMFA code of {DisplayText.Line(needed.MfaSerial ?? "")}: ",
                cancellationToken
            ),
            _ => null,
        };

    private static string Reason(RoleAssistException needed) => DisplayText.Line($"{needed.Message} {needed.Hint}");

    private string? Read(string prompt, CancellationToken cancellationToken)
    {
        if (fromStdin)
        {
            return console.ReadLine()?.Trim();
        }

        return console.CanPrompt ? console.ReadSecret(DisplayText.Lines(prompt), cancellationToken)?.Trim() : null;
    }
}
