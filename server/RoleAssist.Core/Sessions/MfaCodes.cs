using System.Security.Cryptography;
using System.Text;
using RoleAssist.Core.Errors;

namespace RoleAssist.Core.Sessions;

/// <summary>
/// Spends MFA codes. AWS takes a code once, so a code that AWS has answered, with yes or no, is not sent again from any
/// process of this user; what never reached AWS spends nothing (RFC 6238, section 5.2).
/// </summary>
public sealed class MfaCodes(ISpentCodeStore store, TimeProvider time)
{
    /// <summary>How long a device shows a code.</summary>
    public static TimeSpan Step { get; } = TimeSpan.FromSeconds(30);

    /// <summary>A code is accepted for a step before and after its own; later nothing would take it anyway.</summary>
    private static readonly TimeSpan Remembered = 4 * Step;

    /// <summary>Makes a call that carries a code, or none. Calls with codes of one device are made one after another.</summary>
    /// <exception cref="RoleAssistException"><see cref="ErrorCode.MfaCodeSpent"/> when AWS has seen the code before.</exception>
    public async Task<T> SpendAsync<T>(MfaCode? code, Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
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
            $"AWS has seen this code of the MFA device {code.Serial} already, and takes each code once.",
            $"The device shows its next code within {seconds} seconds; use that one.")
        { MfaSerial = code.Serial, RetryAfter = TimeSpan.FromSeconds(seconds) };
    }

    /// <summary>Tells a code again without keeping it. It is worth nothing once it is here, so nobody gains by guessing it.</summary>
    private static string Fingerprint(MfaCode code) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{code.Serial}\n{code.TokenCode}")).AsSpan(0, 16));
}

/// <summary>A code that AWS has answered.</summary>
public sealed record SpentCode(string Fingerprint, DateTimeOffset Until);

/// <summary>Keeps which codes are spent, for all processes of this user.</summary>
public interface ISpentCodeStore
{
    /// <summary>The codes of a device, held by this caller alone until they are disposed of.</summary>
    Task<ISpentCodes> OpenAsync(string mfaSerial, CancellationToken cancellationToken);
}

/// <summary>One device's spent codes, while somebody holds them.</summary>
public interface ISpentCodes : IAsyncDisposable
{
    IReadOnlyList<SpentCode> Codes { get; }

    void Replace(IReadOnlyList<SpentCode> codes);
}
