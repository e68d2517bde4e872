using RoleAssist.Core.Errors;
using RoleAssist.Core.Security;

namespace RoleAssist.Host.CommandLine;

/// <summary>
/// Runs what may need MFA codes, and gets each when it is needed: from the command line, from lines of stdin, or from a
/// person, who is asked again with the reason when a code is refused.
/// </summary>
internal sealed class MfaCodeSource(IConsole console, string? code, bool fromStdin, bool isQuiet = false)
{
    public async Task<T> RunAsync<T>(Func<string?, Task<T>> run, CancellationToken cancellationToken)
    {
        var (current, given) = ((string?)null, code);
        while (true)
        {
            try
            {
                var result = await run(current).ConfigureAwait(false);
                TellIfUnused(current);
                return result;
            }
            catch (RoleAssistException needed) when (needed.Code == ErrorCode.MfaRequired && given is not null)
            {
                (current, given) = (given, null);
            }
            catch (RoleAssistException needed) when (needed.Code is ErrorCode.MfaRequired or ErrorCode.MfaCodeSpent or ErrorCode.MfaCodeRejected)
            {
                // A prompt puts the terminal in order before it ends. The wait for a line of stdin has no end but that line.
                current = await Task.Run(() => Next(needed, cancellationToken), CancellationToken.None)
                    .WaitAsync(fromStdin ? cancellationToken : CancellationToken.None).ConfigureAwait(false);
                if (current is null)
                {
                    throw;
                }
            }
        }
    }

    /// <summary>Who brings a code believes that it counts, as where mfa_serial stands in another profile than the role's.</summary>
    private void TellIfUnused(string? used)
    {
        if (used is null && !isQuiet && (code is not null || fromStdin))
        {
            console.Error.WriteLine("note: No MFA code was needed, so the one that was given is not used.");
        }
    }

    /// <summary>The code to go on with; null where there is none.</summary>
    private string? Next(RoleAssistException needed, CancellationToken cancellationToken) => needed.Code switch
    {
        ErrorCode.MfaRequired when !fromStdin && !console.CanPrompt => throw new RoleAssistException(
            needed.Code,
            needed.Message,
            "Run this where there is a terminal and be asked, or pipe the code in with --mfa-code-stdin.")
        { Profile = needed.Profile, MfaSerial = needed.MfaSerial },
        ErrorCode.MfaRequired => Read($"MFA code of {DisplayText.Line(needed.MfaSerial ?? "")}: ", cancellationToken),
        ErrorCode.MfaCodeSpent => Read($"{Reason(needed)}\nNext MFA code of {DisplayText.Line(needed.MfaSerial ?? "")}: ", cancellationToken),

        // A pipe that brought a wrong code has nobody behind it who would know a better one.
        ErrorCode.MfaCodeRejected when !fromStdin && console.CanPrompt => Read($"{Reason(needed)}\nMFA code of {DisplayText.Line(needed.MfaSerial ?? "")}: ", cancellationToken),
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
