using RoleAssist.Core.Errors;
using RoleAssist.Core.Sessions;
using RoleAssist.Core.Vault;

namespace RoleAssist.Core.Keys.Rotation;

/// <summary>The calls to STS of a rotation.</summary>
internal sealed class RotationCalls(
    RotationSubject subject,
    ISecurityTokenService sts,
    MfaCodes codes,
    TimeProvider time,
    string? tokenCode
)
{
    /// <summary>The shortest session that STS grants. A rotation takes a minute.</summary>
    private const int SessionSeconds = 900;

    /// <summary>AWS' services know a new key after some seconds, and not all at the same time.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(60);

    public static TimeSpan Pause { get; } = TimeSpan.FromSeconds(1);

    /// <summary>A single success may come from the only server that already knows the key.</summary>
    private const int ProofsNeeded = 3;

    /// <summary>
    /// Returns what signs calls to IAM: a session with MFA, or the key itself, because IAM accepts no session without
    /// MFA (https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html).
    /// </summary>
    /// <exception cref="RoleAssistException"><see cref="ErrorCode.MfaRequired"/> if there is no code.</exception>
    public async Task<IamCaller> SignInAsync(UserAccessKey key, CancellationToken cancellationToken)
    {
        var credentials = key.ToCredentials();
        if (subject.MfaSerial is { } serial)
        {
            var code = MfaCode.Require(subject.Profile, serial, tokenCode);
            credentials = await codes
                .SpendAsync(
                    code,
                    stop => sts.GetSessionTokenAsync(credentials, SessionSeconds, code, subject.Sts, stop),
                    cancellationToken
                )
                .ConfigureAwait(false);
        }

        return new IamCaller(subject.User, credentials, subject.Iam, subject.Profile);
    }

    /// <summary>
    /// Waits until STS accepts a new key several times in a row; returns null, or why it does not. The call needs no
    /// permission and no MFA code.
    /// </summary>
    public async Task<RoleAssistException?> ProveAsync(UserAccessKey key, CancellationToken cancellationToken)
    {
        var (start, proofs) = (time.GetTimestamp(), 0);
        while (true)
        {
            RoleAssistException? refusal = null;
            try
            {
                var identity = await sts.GetCallerIdentityAsync(key.ToCredentials(), subject.Sts, cancellationToken)
                    .ConfigureAwait(false);
                RequireUser(identity.Arn, key);
                proofs++;
            }
            catch (RoleAssistException fault) when (IsNotYet(fault))
            {
                (refusal, proofs) = (fault, 0);
            }

            if (proofs == ProofsNeeded)
            {
                return null;
            }

            if (time.GetElapsedTime(start) + Pause > Patience)
            {
                return refusal
                    ?? new RoleAssistException(ErrorCode.ServiceTimeout, "AWS does not accept it reliably yet");
            }

            await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Makes a call with a new key, which IAM may learn later than STS.</summary>
    public async Task<T> WhenKnownAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        while (true)
        {
            try
            {
                return await call().ConfigureAwait(false);
            }
            catch (RoleAssistException fault)
                when (fault.Code == ErrorCode.CredentialsInvalid && time.GetElapsedTime(start) + Pause <= Patience)
            {
                await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>STS refuses an unknown key with several codes, and a key of a user without policies may be denied.</summary>
    private static bool IsNotYet(RoleAssistException fault) =>
        fault.IsTransient || fault.Code is ErrorCode.CredentialsInvalid or ErrorCode.AccessDenied;

    private void RequireUser(string arn, UserAccessKey key)
    {
        if (arn != subject.User.Arn)
        {
            throw new RoleAssistException(
                ErrorCode.CredentialsInvalid,
                $"The new access key {key.Id} belongs to {arn} and not to {subject.User.Arn}. The old key is still used.",
                $"Check the endpoints of profile '{subject.Profile}', and delete the new key."
            );
        }
    }
}
