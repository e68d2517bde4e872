using RoleAssist.Core.Errors;

namespace RoleAssist.Host.CommandLine;

/// <summary>Runs what may need an MFA code, and gets one when it does: from the command line, from stdin, or from a person.</summary>
internal sealed class MfaCodeSource(IConsole console, string? code, bool fromStdin)
{
    public async Task<T> RunAsync<T>(Func<string?, Task<T>> run)
    {
        try
        {
            return await run(code).ConfigureAwait(false);
        }
        catch (RoleAssistException needed) when (needed.Code == ErrorCode.MfaRequired)
        {
            return await run(Read(needed)).ConfigureAwait(false);
        }
    }

    private string Read(RoleAssistException needed)
    {
        if (!fromStdin && !console.CanPrompt)
        {
            throw new RoleAssistException(
                needed.Code,
                needed.Message,
                "Run this in a terminal and be asked, or pipe the code in with --mfa-code-stdin.")
            { Profile = needed.Profile, MfaSerial = needed.MfaSerial };
        }

        var given = fromStdin ? console.ReadLine() : console.ReadSecret($"MFA code of {needed.MfaSerial}: ");
        return given?.Trim() ?? throw needed;
    }
}
