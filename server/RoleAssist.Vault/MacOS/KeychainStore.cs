using System.Globalization;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Vault;
using RoleAssist.Vault.Files;

namespace RoleAssist.Vault.MacOS;

/// <summary>
/// Keeps secrets in the login keychain of macOS. macOS asks the user when a program reads another program's item. It
/// knows a program without a Developer ID by its hash, so it asks again after each update of RoleAssist.
/// </summary>
public sealed class KeychainStore : ISecretStore
{
    private const string Service = "RoleAssist";
    private const int Done = 0;
    private const int UserCanceled = -128;
    private const int DiskFull = -34;
    private const int AuthenticationFailed = -25293;
    private const int NoSuchKeychain = -25294;
    private const int DuplicateItem = -25299;
    private const int ItemNotFound = -25300;
    private const int NoDefaultKeychain = -25307;

    /// <summary>errSecInteractionNotAllowed: locked, and a prompt is forbidden or has no screen, as over SSH.</summary>
    private const int InteractionNotAllowed = -25308;

    /// <summary>errSecInteractionRequired.</summary>
    private const int InteractionRequired = -25315;

    /// <summary>errSecMissingEntitlement: only the data protection keychain asks for one.</summary>
    private const int MissingEntitlement = -34018;

    private static readonly TimeSpan CallLimit = TimeSpan.FromSeconds(15);

    private readonly IKeychainApi _api;
    private readonly TimeProvider _time;

    public KeychainStore(TimeProvider time)
        : this(new KeychainApi(), time) { }

    internal KeychainStore(IKeychainApi api, TimeProvider time) => (_api, _time) = (api, time);

    public StoreKind Kind => StoreKind.Keychain;

    public Task<StoreStatus> ProbeAsync(CancellationToken cancellationToken) =>
        Task.Run(
            () =>
            {
                var error = _api.GetState(out var isUnlocked);
                if (error == Done)
                {
                    error = _api.List(Service, out var accounts);
                    if (error is Done or ItemNotFound)
                    {
                        return new StoreStatus(
                            isUnlocked ? VaultState.Open : VaultState.Locked,
                            NamesOf(accounts).Count
                        );
                    }
                }

                return StoreStatus.Unavailable(Reason(error), Remedy);
            },
            cancellationToken
        );

    public Task<SecretBytes?> GetAsync(SecretName name, KeychainPrompt prompt, CancellationToken cancellationToken) =>
        RunAsync(
            prompt,
            () =>
            {
                if (!IsFound(_api.Find(Service, name.ToString(), prompt.IsAllowed, out var secret)) || secret is null)
                {
                    return null;
                }

                if (secret.Length <= ISecretStore.MaxSecretBytes)
                {
                    return secret;
                }

                secret.Dispose();
                throw VaultErrors.Unavailable($"The item {name} in {Kind.Phrase()} is too long.");
            },
            cancellationToken
        );

    public Task SetAsync(
        SecretName name,
        string label,
        SecretBytes secret,
        KeychainPrompt prompt,
        CancellationToken cancellationToken
    )
    {
        SecretGuard.Check(label, secret);

        // A copy: when the wait for a prompt is over, the call goes on and the caller disposes its own.
        var copy = SecretBytes.Copy(secret.Span);
        return RunAsync(
            prompt,
            () =>
            {
                using (copy)
                {
                    var account = name.ToString();
                    var error = _api.Update(Service, account, label, copy, prompt.IsAllowed);
                    if (error == ItemNotFound)
                    {
                        error = _api.Add(Service, account, label, copy, prompt.IsAllowed);
                    }

                    // Another process has added it in between.
                    Require(
                        error == DuplicateItem ? _api.Update(Service, account, label, copy, prompt.IsAllowed) : error
                    );
                    return true;
                }
            },
            cancellationToken
        );
    }

    public Task<bool> DeleteAsync(SecretName name, KeychainPrompt prompt, CancellationToken cancellationToken) =>
        RunAsync(prompt, () => IsFound(_api.Delete(Service, name.ToString(), prompt.IsAllowed)), cancellationToken);

    public Task<IReadOnlyList<SecretName>> ListAsync(KeychainPrompt prompt, CancellationToken cancellationToken) =>
        RunAsync<IReadOnlyList<SecretName>>(
            prompt,
            () => IsFound(_api.List(Service, out var accounts)) ? NamesOf(accounts) : [],
            cancellationToken
        );

    public Task UnlockAsync(KeychainPrompt prompt, CancellationToken cancellationToken) =>
        RunAsync(
            prompt,
            () =>
            {
                Require(_api.GetState(out var isUnlocked));
                if (!isUnlocked)
                {
                    Require(prompt.IsAllowed ? _api.Unlock() : InteractionNotAllowed);
                }

                return true;
            },
            cancellationToken
        );

    /// <summary>The keychain stays open: it belongs to all programs of the user.</summary>
    public Task LockAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static string Remedy =>
        "Unlock it with security -v unlock-keychain in this terminal, "
        + $"or set {RoleAssistVariables.Vault}=file to use a file with a passphrase.";

    /// <summary>Runs a call that may block on a prompt of macOS. When the time is over, the prompt stays.</summary>
    private async Task<T> RunAsync<T>(KeychainPrompt prompt, Func<T> call, CancellationToken cancellationToken)
    {
        var running = Task.Run(call, cancellationToken);
        try
        {
            var limit = prompt.IsAllowed ? prompt.Limit : CallLimit;
            return await running.WaitAsync(limit, _time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException) when (!prompt.IsAllowed)
        {
            throw VaultErrors.Unavailable("The keychain does not answer.", Remedy);
        }
        catch (TimeoutException)
        {
            throw VaultErrors.Locked(
                Kind,
                $"The vault is locked: nobody answered the keychain's prompt within {prompt.Limit.TotalSeconds:0} s."
            );
        }
    }

    private static IReadOnlyList<SecretName> NamesOf(IReadOnlyList<string> accounts) =>
        [.. accounts.Select(account => SecretName.TryParse(account, out var name) ? name : null).OfType<SecretName>()];

    private bool IsFound(int error)
    {
        if (error == ItemNotFound)
        {
            return false;
        }

        Require(error);
        return true;
    }

    private void Require(int error)
    {
        if (error != Done)
        {
            throw Fault(error);
        }
    }

    private RoleAssistException Fault(int error) =>
        error switch
        {
            UserCanceled => VaultErrors.Locked(Kind, "The vault is locked: the keychain's prompt was canceled."),
            InteractionNotAllowed or InteractionRequired or AuthenticationFailed => VaultErrors.Locked(Kind),
            DiskFull => VaultErrors.Full(Kind, "cannot be written because the disk is full"),
            _ => VaultErrors.Unavailable(Reason(error), Remedy),
        };

    private static string Reason(int error) =>
        error switch
        {
            NoSuchKeychain or NoDefaultKeychain => "There is no login keychain in this session.",
            MissingEntitlement => "macOS does not let this program use the keychain (-34018).",
            _ => string.Create(CultureInfo.InvariantCulture, $"The keychain failed with status {error}."),
        };
}
