using System.Security.Cryptography;
using System.Text;
using RoleAssist.Core.Errors;

namespace RoleAssist.Core.Sessions;

/// <summary>
/// Uses MFA codes. AWS accepts a code once, so a code that AWS has accepted or refused is not sent again by any process
/// of this user. A code that never reached AWS can still be used (RFC 6238, section 5.2).
/// </summary>
public sealed class MfaCodes(ISpentCodeStore store, TimeProvider time)
{
    /// <summary>How long a device shows one code.</summary>
    public static TimeSpan Step { get; } = TimeSpan.FromSeconds(30);

    /// <summary>A code is accepted one step before and after its own; later it is refused anyway.</summary>
    private static readonly TimeSpan Remembered = 4 * Step;

    /// <summary>
    /// Makes a call with or without an MFA code. Calls with codes of the same device run one after another.
    /// </summary>
    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.MfaCodeSpent"/> when AWS has already seen the code.
    /// </exception>
    public async Task<T> SpendAsync<T>(
        MfaCode? code,
        Func<CancellationToken, Task<T>> call,
        CancellationToken cancellationToken
    )
    {
        if (code is null)
        {
            return await call(cancellationToken).ConfigureAwait(false);
        }

        await using var spent = await store.OpenAsync(code.Serial, cancellationToken).ConfigureAwait(false);
        var print = Fingerprint(code);
        if (spent.Codes.Any(known => known.Fingerprint == print && known.Until > time.GetUtcNow()))
        {
            throw Spent(code);
        }

        try
        {
            var answer = await call(cancellationToken).ConfigureAwait(false);
            Remember(spent, print);
            return answer;
        }
        catch (RoleAssistException refused) when (refused.Code is ErrorCode.MfaCodeRejected or ErrorCode.AccessDenied)
        {
            Remember(spent, print);
            throw;
        }
    }

    private void Remember(ISpentCodes spent, string print)
    {
        var now = time.GetUtcNow();
        spent.Replace([.. spent.Codes.Where(known => known.Until > now), new SpentCode(print, now + Remembered)]);
    }

    private RoleAssistException Spent(MfaCode code)
    {
        var seconds = (int)Math.Ceiling((Step - TimeSpan.FromTicks(time.GetUtcNow().Ticks % Step.Ticks)).TotalSeconds);
        return new RoleAssistException(
            ErrorCode.MfaCodeSpent,
            $"AWS has already seen this code of the MFA device {code.Serial}, and accepts each code only once.",
            $"Use the next code, which the device shows within {seconds} seconds."
        )
        {
            MfaSerial = code.Serial,
            RetryAfter = TimeSpan.FromSeconds(seconds),
        };
    }

    /// <summary>
    /// Identifies a code without storing it. A stored code is already spent, so guessing it gains nothing.
    /// </summary>
    private static string Fingerprint(MfaCode code) =>
        Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes($"{code.Serial}\n{code.TokenCode}")).AsSpan(0, 16)
        );
}
