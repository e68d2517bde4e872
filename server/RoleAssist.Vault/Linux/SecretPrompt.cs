namespace RoleAssist.Vault.Linux;

/// <summary>A prompt of the keyring ("Prompts and Prompting" of the Secret Service API).</summary>
internal static class SecretPrompt
{
    /// <summary>
    /// Shows a prompt and waits until it is completed. When the time is over, the prompt stays: <c>Prompt.Dismiss</c>
    /// ends gnome-keyring 42 by SIGABRT, and every program of the user loses its secrets for the rest of the session.
    /// </summary>
    /// <returns>True if the user did what the prompt asked for, false if not; null if the time was over.</returns>
    public static async Task<bool?> ShowAsync(
        BusConnection bus,
        string prompt,
        TimeSpan limit,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var completed = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var watch = await bus.WatchAsync(
                SecretService.Name,
                prompt,
                $"{SecretService.Api}.Prompt.Completed",
                "bv",
                (ref reader) => reader.ReadBool(),
                dismissed => completed.TrySetResult(!dismissed),
                fault => completed.TrySetException(fault),
                cancellationToken
            )
            .ConfigureAwait(false);
        await bus.CallAsync(
                prompt,
                $"{SecretService.Api}.Prompt.Prompt",
                "s",
                (ref writer) => writer.WriteString(""),
                null,
                (ref _) => true,
                cancellationToken
            )
            .ConfigureAwait(false);
        try
        {
            return await completed.Task.WaitAsync(limit, time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }
}
