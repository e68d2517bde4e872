using RoleAssist.Core.Errors;
using RoleAssist.Core.Vault;

namespace RoleAssist.Core.Keys.Rotation;

/// <content>The steps up to a new key that is saved.</content>
internal sealed partial class RotationRun
{
    private static readonly TimeSpan LastHour = TimeSpan.FromHours(1);

    /// <summary>The services that RoleAssist itself calls with the key.</summary>
    private static readonly string[] OwnServices = ["sts", "iam"];

    /// <summary>
    /// When a key with a lost secret was created, seen from the step <see cref="RotationStep.Creating"/>. Clocks that
    /// differ by up to a minute count as equal, and the call takes some time.
    /// </summary>
    private static readonly (TimeSpan Before, TimeSpan After) Lost = (
        TimeSpan.FromSeconds(75),
        TimeSpan.FromSeconds(90)
    );

    private async Task BeginAsync(CancellationToken cancellationToken)
    {
        // If the vault cannot be written, it is better to know now.
        item.RequireRoom(time.GetUtcNow());
        await item.SaveAsync(item.Key, cancellationToken).ConfigureAwait(false);
        _old ??= await calls.SignInAsync(item.Key.Current, cancellationToken).ConfigureAwait(false);
        await CheckOtherUsesAsync(_old, cancellationToken).ConfigureAwait(false);
        var keys = await iam.ListAccessKeysAsync(_old, cancellationToken).ConfigureAwait(false);
        if (!keys.Any(key => key.Id == item.Key.Current.Id && key.IsActive))
        {
            throw RotationErrors.NotListed(subject.User, item.Key.Current.Id);
        }

        await MakeRoomAsync(_old, keys, cancellationToken).ConfigureAwait(false);
        await CreateAsync(_old, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Asks whether to go on if something else uses the key, and will need the new one.</summary>
    private async Task CheckOtherUsesAsync(IamCaller caller, CancellationToken cancellationToken)
    {
        var id = item.Key.Current.Id;
        var (use, isKnown) = await LastUseAsync(caller, id, cancellationToken).ConfigureAwait(false);
        if (!isKnown)
        {
            Note($"AWS did not tell whether other programs use the access key {id}.");
            return;
        }

        var ago = time.GetUtcNow() - use?.Time;
        if (use is null || ago > LastHour || OwnServices.Contains(use.Service))
        {
            return;
        }

        var minutes = Math.Max(0, (int)ago!.Value.TotalMinutes);
        var reason =
            $"The access key {id} was also used for {use.Service} in {use.Region} "
            + $"{(minutes == 1 ? "a minute" : $"{minutes} minutes")} ago. What uses it must get the new key.";
        if (request.Confirm is { } confirm && !await confirm(reason, cancellationToken).ConfigureAwait(false))
        {
            throw RotationErrors.Declined(reason);
        }

        Note(reason);
    }

    /// <summary>Deletes the user's second key if RoleAssist knows that nobody needs it.</summary>
    private async Task MakeRoomAsync(
        IamCaller caller,
        IReadOnlyList<ListedKey> keys,
        CancellationToken cancellationToken
    )
    {
        var left = new List<ListedKey>();
        foreach (var key in keys.Where(key => key.Id != item.Key.Current.Id))
        {
            if (item.Key.Retired is { } retired && key.Id == retired.Id)
            {
                await DeleteRetiredAsync(caller, retired, keys, cancellationToken).ConfigureAwait(false);
            }
            else if (await IsLostAsync(caller, key, cancellationToken).ConfigureAwait(false))
            {
                await iam.DeleteAsync(caller, key.Id, cancellationToken).ConfigureAwait(false);
                Note($"The access key {key.Id}, whose secret was lost with AWS' answer, is deleted.");
            }
            else
            {
                left.Add(key);
            }
        }

        if (left.Count > 0)
        {
            await StepBackAsync().ConfigureAwait(false);
            throw await NoRoomAsync(caller, keys, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Whether a key is the one that an earlier call created whose answer was lost. There was no other key before that
    /// call, and a key without a secret cannot have been used.
    /// </summary>
    private async Task<bool> IsLostAsync(IamCaller caller, ListedKey key, CancellationToken cancellationToken) =>
        item.Step == RotationStep.Creating
        && item.Key.StepTime is { } began
        && key.Created >= began - Lost.Before
        && key.Created <= began + Lost.After
        && (await LastUseAsync(caller, key.Id, cancellationToken).ConfigureAwait(false)).Use is null;

    private async Task CreateAsync(IamCaller caller, CancellationToken cancellationToken)
    {
        for (var isLast = false; ; isLast = true)
        {
            await item.SaveAsync(
                    item.Key with
                    {
                        Retired = null,
                        Step = RotationStep.Creating,
                        StepTime = time.GetUtcNow(),
                    },
                    cancellationToken
                )
                .ConfigureAwait(false);
            UserAccessKey created;
            try
            {
                // Not canceled: its answer is the only copy of the secret.
                created = await iam.CreateAccessKeyAsync(caller, CancellationToken.None).ConfigureAwait(false);
            }
            catch (RoleAssistException lost) when (IsLostAnswer(lost))
            {
                await DeleteLostAsync(caller, cancellationToken).ConfigureAwait(false);
                if (isLast)
                {
                    await StepBackAsync().ConfigureAwait(false);
                    throw;
                }

                continue;
            }
            catch (RoleAssistException)
            {
                await StepBackAsync().ConfigureAwait(false);
                throw;
            }

            await SaveNewAsync(caller, created).ConfigureAwait(false);
            return;
        }
    }

    /// <summary>Whether IAM may have created a key although there was no answer.</summary>
    private static bool IsLostAnswer(RoleAssistException fault) =>
        fault.IsTransient && fault.Code != ErrorCode.Throttled;

    /// <summary>Deletes the key whose secret was lost. IAM may list it only after some seconds.</summary>
    private async Task DeleteLostAsync(IamCaller caller, CancellationToken cancellationToken)
    {
        const int looks = 5;
        for (var look = 1; look <= looks; look++)
        {
            var keys = await iam.ListAccessKeysAsync(caller, cancellationToken).ConfigureAwait(false);
            await MakeRoomAsync(caller, keys, cancellationToken).ConfigureAwait(false);
            if (keys.Count > 1)
            {
                return;
            }

            await Task.Delay(RotationCalls.Pause, time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Saves a new key. Nothing cancels it: without it the secret would be lost. A key that cannot be saved is deleted.
    /// </summary>
    private async Task SaveNewAsync(IamCaller caller, UserAccessKey created)
    {
        for (var save = 1; ; save++)
        {
            try
            {
                await item.SaveAsync(
                        item.Key with
                        {
                            Pending = created,
                            Step = RotationStep.Created,
                            StepTime = null,
                        },
                        CancellationToken.None
                    )
                    .ConfigureAwait(false);
                return;
            }
            catch (Exception fault)
            {
                if (save == Saves)
                {
                    created.Secret.Dispose();
                    throw await DiscardAsync(caller, created.Id, fault).ConfigureAwait(false);
                }

                await Task.Delay(RotationCalls.Pause, time, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Deletes a key that could not be saved; returns the error.</summary>
    private async Task<RoleAssistException> DiscardAsync(IamCaller caller, string created, Exception fault)
    {
        var current = item.Key.Current.Id;
        try
        {
            await iam.DeleteAsync(caller, created, CancellationToken.None).ConfigureAwait(false);
        }
        catch (RoleAssistException refusal)
        {
            // The step stays, so that the next run deletes the key.
            return RotationErrors.Orphaned(subject.User, created, current, fault, refusal);
        }

        await StepBackAsync().ConfigureAwait(false);
        return RotationErrors.NotSaved(created, current, fault);
    }

    /// <summary>
    /// Records that no key is being created. If that fails, the next run finds out; the error that led here matters
    /// more.
    /// </summary>
    private async Task StepBackAsync()
    {
        if (item.Step == RotationStep.None)
        {
            return;
        }

        try
        {
            await item.SaveAsync(item.Key with { Step = RotationStep.None, StepTime = null }, CancellationToken.None)
                .ConfigureAwait(false);
        }
        catch (RoleAssistException) { }
    }

    private async Task<RoleAssistException> NoRoomAsync(
        IamCaller caller,
        IReadOnlyList<ListedKey> keys,
        CancellationToken cancellationToken
    )
    {
        var described = new List<string>();
        foreach (var key in keys)
        {
            var (use, isKnown) = await LastUseAsync(caller, key.Id, cancellationToken).ConfigureAwait(false);
            described.Add(RotationErrors.Described(key, use, isKnown));
        }

        return RotationErrors.NoRoom(subject.User, described);
    }

    /// <summary>Gets the last use of a key. Only a warning depends on it, so a refusal is not an error.</summary>
    private async Task<(KeyUse? Use, bool IsKnown)> LastUseAsync(
        IamCaller caller,
        string accessKeyId,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return (await iam.GetLastUseAsync(caller, accessKeyId, cancellationToken).ConfigureAwait(false), true);
        }
        catch (RoleAssistException denied) when (denied.Code == ErrorCode.AccessDenied)
        {
            return (null, false);
        }
    }
}
