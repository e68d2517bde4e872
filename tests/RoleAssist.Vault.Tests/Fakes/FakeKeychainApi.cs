using RoleAssist.Core.Vault;
using RoleAssist.Vault.MacOS;

namespace RoleAssist.Vault.Tests.Fakes;

/// <summary>A login keychain in memory.</summary>
internal sealed class FakeKeychainApi : IKeychainApi
{
    private const int NotFound = -25300;
    private const int Duplicate = -25299;
    private const int InteractionNotAllowed = -25308;

    public Dictionary<string, (string Label, byte[] Secret)> Items { get; } = new(StringComparer.Ordinal);

    public bool IsUnlocked { get; set; } = true;

    /// <summary>The status of every call; zero if they work.</summary>
    public int Error { get; init; }

    /// <summary>What macOS does while it shows a prompt.</summary>
    public Func<int>? Prompt { get; init; }

    public int GetState(out bool isUnlocked)
    {
        isUnlocked = IsUnlocked;
        return Error;
    }

    public int Find(string service, string account, bool mayPrompt, out SecretBytes? secret)
    {
        secret = null;
        if (Enter(mayPrompt) is not 0 and var error)
        {
            return error;
        }

        secret = Items.TryGetValue(account, out var found) ? SecretBytes.Copy(found.Secret) : null;
        return secret is null ? NotFound : 0;
    }

    public int Add(string service, string account, string label, SecretBytes secret, bool mayPrompt) =>
        Enter(mayPrompt) is not 0 and var error ? error
        : Items.TryAdd(account, (label, secret.Span.ToArray())) ? 0
        : Duplicate;

    public int Update(string service, string account, string label, SecretBytes secret, bool mayPrompt)
    {
        if (Enter(mayPrompt) is not 0 and var error)
        {
            return error;
        }

        if (!Items.ContainsKey(account))
        {
            return NotFound;
        }

        Items[account] = (label, secret.Span.ToArray());
        return 0;
    }

    public int Delete(string service, string account, bool mayPrompt) =>
        Enter(mayPrompt) is not 0 and var error ? error
        : Items.Remove(account) ? 0
        : NotFound;

    public int List(string service, out IReadOnlyList<string> accounts)
    {
        accounts = [.. Items.Keys];
        return Error;
    }

    public int Unlock() => Enter(mayPrompt: true);

    private int Enter(bool mayPrompt)
    {
        if (Error != 0 || IsUnlocked)
        {
            return Error;
        }

        var answer = mayPrompt && Prompt is not null ? Prompt() : InteractionNotAllowed;
        IsUnlocked = answer == 0;
        return answer;
    }
}
