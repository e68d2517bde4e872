using RoleAssist.Core.Errors;
using RoleAssist.Core.Vault;

namespace RoleAssist.Core.Keys.Rotation;

/// <content>The end of the old key.</content>
internal sealed partial class RotationRun
{
    /// <summary>
    /// Deactivates or deletes the old key. A deletion does not deactivate it first: whether a session survives the
    /// deactivation of its key is not documented.
    /// </summary>
    private async Task RetireAsync(CancellationToken cancellationToken)
    {
        if (item.Key.Retired is not { } retired)
        {
            await item.SaveAsync(item.Key with { Step = RotationStep.None }, cancellationToken).ConfigureAwait(false);
            return;
        }

        if (_old is null)
        {
            // An earlier run made the switch. The new key is surely good; the old one may already be inactive.
            await RetireWithNewKeyAsync(retired, cancellationToken).ConfigureAwait(false);
            return;
        }

        try
        {
            await RetireAsync(_old, retired, cancellationToken).ConfigureAwait(false);
        }
        catch (RoleAssistException refused) when (item.Step == RotationStep.Switched && IsByAws(refused))
        {
            switch (refused.Code)
            {
                case ErrorCode.AccessDenied or ErrorCode.CredentialsInvalid when subject.MfaSerial is null:
                    await TryWithNewKeyAsync(retired, cancellationToken).ConfigureAwait(false);
                    break;
                case ErrorCode.CredentialsInvalid or ErrorCode.CredentialsExpired when subject.MfaSerial is { } serial:
                    throw RotationErrors.NextCode(subject.Profile, serial, item.Key);
                default:
                    // Another code would not change what the user may do.
                    NoteStillActive(retired, refused);
                    break;
            }
        }
    }

    private async Task TryWithNewKeyAsync(UserAccessKey retired, CancellationToken cancellationToken)
    {
        try
        {
            await RetireWithNewKeyAsync(retired, cancellationToken).ConfigureAwait(false);
        }
        catch (RoleAssistException refused) when (item.Step == RotationStep.Switched && IsByAws(refused))
        {
            NoteStillActive(retired, refused);
        }
    }

    private async Task RetireWithNewKeyAsync(UserAccessKey retired, CancellationToken cancellationToken)
    {
        var caller = await calls.SignInAsync(item.Key.Current, cancellationToken).ConfigureAwait(false);
        await calls
            .WhenKnownAsync(
                async () =>
                {
                    await RetireAsync(caller, retired, cancellationToken).ConfigureAwait(false);
                    return true;
                },
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    private async Task RetireAsync(IamCaller caller, UserAccessKey retired, CancellationToken cancellationToken)
    {
        var exists = request.Delete
            ? await iam.DeleteAsync(caller, retired.Id, cancellationToken).ConfigureAwait(false)
            : await iam.DeactivateAsync(caller, retired.Id, cancellationToken).ConfigureAwait(false);
        var isKept = exists && !request.Delete;
        await item.SaveAsync(
                item.Key with
                {
                    Retired = isKept ? retired : null,
                    Step = RotationStep.None,
                },
                cancellationToken
            )
            .ConfigureAwait(false);
        Note(
            isKept
                ? $"The old access key {retired.Id} is inactive. When nothing needs it, delete it with roleassist vault "
                    + $"rotate {ShellWord.Of(subject.Profile)} --finish; the next rotation deletes it too."
                : $"The old access key {retired.Id} is deleted."
        );
    }

    private void NoteStillActive(UserAccessKey retired, RoleAssistException refused) =>
        Note(
            $"The old access key {retired.Id} is still active ({RotationErrors.Trimmed(refused.Summary)}). "
                + $"{refused.Hint} Then run roleassist vault rotate {ShellWord.Of(subject.Profile)} again.".TrimStart()
        );

    /// <summary>Whether AWS caused an error; one of the vault is to be seen.</summary>
    private static bool IsByAws(RoleAssistException fault) => (int)fault.Code is >= 400 and < 600;
}
