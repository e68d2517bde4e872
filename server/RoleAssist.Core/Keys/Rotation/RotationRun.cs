using RoleAssist.Core.Errors;
using RoleAssist.Core.Sessions.Kept;
using RoleAssist.Core.Vault;

namespace RoleAssist.Core.Keys.Rotation;

/// <summary>
/// One run of the rotation of one key, from the step that the item is in. At every moment the vault holds a key that AWS
/// accepts.
/// </summary>
internal sealed partial class RotationRun(
    RotationSubject subject,
    RotationItem item,
    IIdentityManagement iam,
    RotationCalls calls,
    SessionEnder sessions,
    TimeProvider time,
    RotationRequest request
)
{
    private const int Saves = 3;

    private readonly List<string> _notes = [];

    /// <summary>The caller with the key that was current when the run began; null if AWS no longer accepts it.</summary>
    private IamCaller? _old;

    private string? _replaced;

    /// <summary>Begins a rotation, or goes on with it.</summary>
    public async Task<RotationResult> RotateAsync(CancellationToken cancellationToken)
    {
        if (item.Step == RotationStep.None || item.Step == RotationStep.Creating)
        {
            await BeginAsync(cancellationToken).ConfigureAwait(false);
        }
        else if (item.Step == RotationStep.Created || item.Step == RotationStep.Proving)
        {
            await ResumeAsync(cancellationToken).ConfigureAwait(false);
        }

        if (item.Step == RotationStep.Created || item.Step == RotationStep.Proving)
        {
            await ProveAsync(cancellationToken).ConfigureAwait(false);
        }

        if (item.Step == RotationStep.Switched)
        {
            _replaced = item.Key.Retired?.Id;
            await RetireAsync(cancellationToken).ConfigureAwait(false);
        }

        return Result();
    }

    /// <summary>Deletes the key that an earlier rotation deactivated.</summary>
    public async Task<RotationResult> FinishAsync(CancellationToken cancellationToken)
    {
        if (item.Step != RotationStep.None)
        {
            throw RotationErrors.Unfinished(subject.Profile, item.Step);
        }

        if (item.Key.Retired is not { } retired)
        {
            Note("There is no old key to delete.");
            return Result();
        }

        _old = await calls.SignInAsync(item.Key.Current, cancellationToken).ConfigureAwait(false);
        var keys = await iam.ListAccessKeysAsync(_old, cancellationToken).ConfigureAwait(false);
        await DeleteRetiredAsync(_old, retired, keys, cancellationToken).ConfigureAwait(false);
        _replaced = retired.Id;
        return Result();
    }

    private async Task DeleteRetiredAsync(
        IamCaller caller,
        UserAccessKey retired,
        IReadOnlyList<ListedKey> keys,
        CancellationToken cancellationToken
    )
    {
        if (keys.FirstOrDefault(key => key.Id == retired.Id) is { } listed)
        {
            if (listed.IsActive)
            {
                throw RotationErrors.ActiveAgain(subject.User, retired.Id);
            }

            await iam.DeleteAsync(caller, retired.Id, cancellationToken).ConfigureAwait(false);
        }

        await item.SaveAsync(item.Key with { Retired = null }, cancellationToken).ConfigureAwait(false);
        Note($"The access key {retired.Id}, which an earlier rotation replaced, is deleted.");
    }

    /// <summary>Goes on with a new key that is saved: it must still exist.</summary>
    private async Task ResumeAsync(CancellationToken cancellationToken)
    {
        var pending = item.Key.Pending;
        try
        {
            _old = await calls.SignInAsync(item.Key.Current, cancellationToken).ConfigureAwait(false);
            var keys = await iam.ListAccessKeysAsync(_old, cancellationToken).ConfigureAwait(false);
            switch (keys.FirstOrDefault(key => key.Id == pending?.Id))
            {
                case { IsActive: true }:
                    return;
                case { } inactive:
                    throw RotationErrors.PendingInactive(subject.User, inactive.Id);
                default:
                    // It was deleted because it could not be saved for certain, or by somebody else.
                    await item.SaveAsync(item.Key with { Pending = null, Step = RotationStep.None }, cancellationToken)
                        .ConfigureAwait(false);
                    await BeginAsync(cancellationToken).ConfigureAwait(false);
                    return;
            }
        }
        catch (RoleAssistException gone) when (gone.Code == ErrorCode.CredentialsInvalid && pending is not null)
        {
            // The current key was deactivated in the meantime. The new one may work.
            _old = null;
        }
    }

    private async Task ProveAsync(CancellationToken cancellationToken)
    {
        var pending = item.Key.Pending!;
        await item.SaveAsync(item.Key with { Step = RotationStep.Proving }, cancellationToken).ConfigureAwait(false);
        if (await calls.ProveAsync(pending, cancellationToken).ConfigureAwait(false) is { } refusal)
        {
            Note(
                $"AWS does not accept the new access key {pending.Id} yet ({RotationErrors.Trimmed(refusal.Summary)}). "
                    + $"Both keys are kept, and {item.Key.Current.Id} is still used. Run roleassist vault rotate "
                    + $"{subject.Profile} again later to go on."
            );
            return;
        }

        await item.SaveAsync(
                item.Key with
                {
                    Current = pending,
                    Retired = item.Key.Current,
                    Pending = null,
                    Step = RotationStep.Switched,
                },
                cancellationToken
            )
            .ConfigureAwait(false);
        await sessions.EndAllFromAsync(subject.Source, cancellationToken).ConfigureAwait(false);
        Note("Roles that were assumed with the old key stay valid until they expire.");
    }

    private RotationResult Result() => new(subject.Profile, item.Key.Current.Id, _replaced, item.Step, _notes);

    private void Note(string sentence) => _notes.Add(sentence);
}
