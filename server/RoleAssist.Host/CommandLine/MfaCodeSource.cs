using RoleAssist.Core.Errors;
using RoleAssist.Core.Security;

namespace RoleAssist.Host.CommandLine;

/// <summary>
/// Runs what may need MFA codes, and gets each when it is needed: from the command line, from lines of stdin, or from a
/// person, who is asked again with the reason when a code is refused.
/// </summary>
internal sealed class MfaCodeSource(IConsole console, string? code, bool fromStdin)
{
    public async Task<T> RunAsync<T>(Func<string?, Task<T>> run, CancellationToken cancellationToken)
    {
        var current = code;
        while (true)
        {
            try
            {
                return await run(current).ConfigureAwait(false);
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
