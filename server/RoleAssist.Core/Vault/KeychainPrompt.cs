namespace RoleAssist.Core.Vault;

/// <summary>
/// Whether the keychain may ask the user for a password, and for how long RoleAssist waits for the answer. The prompt
/// is the keychain's own. When the time is over, RoleAssist stops waiting and leaves the prompt alone.
/// </summary>
public readonly record struct KeychainPrompt
{
    private KeychainPrompt(TimeSpan limit) => Limit = limit;

    /// <summary>
    /// No prompt: a locked vault is an error at once. For everything that runs without a person, such as
    /// <c>credential-process</c>, the endpoint and renewals. It is the default value.
    /// </summary>
    public static KeychainPrompt Forbidden => default;

    /// <summary>How long a request of a person waits for the prompt unless it says otherwise.</summary>
    public static KeychainPrompt Allowed { get; } = Within(TimeSpan.FromSeconds(60));

    /// <summary>How long to wait for the answer.</summary>
    public TimeSpan Limit { get; }

    public bool IsAllowed => Limit > TimeSpan.Zero;

    /// <summary>A prompt that is waited for until the limit.</summary>
    public static KeychainPrompt Within(TimeSpan limit) =>
        limit > TimeSpan.Zero
            ? new KeychainPrompt(limit)
            : throw new ArgumentOutOfRangeException(nameof(limit), limit, "The limit must be positive.");
}
