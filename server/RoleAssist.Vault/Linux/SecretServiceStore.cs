using RoleAssist.Core.Environment;
using RoleAssist.Core.Vault;
using RoleAssist.Vault.Files;

namespace RoleAssist.Vault.Linux;

/// <summary>
/// Keeps secrets in the user's keyring through the Secret Service API, as items that the user sees in the keyring's own
/// program. Attributes can be read while the keyring is locked, so they hold only the random name.
/// </summary>
public sealed class SecretServiceStore : ISecretStore, IDisposable
{
    private const string SchemaAttribute = "xdg:schema";
    private const string Schema = "dev.roleassist.Secret";
    private const string KindAttribute = "kind";
    private const string IdAttribute = "id";

    private readonly TimeProvider _time;
    private readonly SecretServiceConnection _connection;

    public SecretServiceStore(ProcessEnvironment environment, TimeProvider time) =>
        (_time, _connection) = (time, new SecretServiceConnection(environment, time));

    public StoreKind Kind => StoreKind.SecretService;

    public async Task<StoreStatus> ProbeAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _connection
                .UseAsync(
                    async service =>
                    {
                        var collection = await service
                            .FindDefaultCollectionAsync(cancellationToken)
                            .ConfigureAwait(false);
                        if (collection is null)
                        {
                            return SecretServiceFaults.NoKeyring;
                        }

                        var isLocked = await service.IsLockedAsync(collection, cancellationToken).ConfigureAwait(false);
                        var (open, locked) = await service.SearchAsync(All, cancellationToken).ConfigureAwait(false);
                        return new StoreStatus(
                            isLocked ? VaultState.Locked : VaultState.Open,
                            open.Count + locked.Count
                        );
                    },
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
        catch (BusFault fault)
        {
            return SecretServiceFaults.Describe(fault);
        }
    }

    public Task<SecretBytes?> GetAsync(SecretName name, KeychainPrompt prompt, CancellationToken cancellationToken) =>
        RunAsync<SecretBytes?>(
            async service =>
            {
                var found = await FindAsync(service, name, prompt, cancellationToken).ConfigureAwait(false);
                if (found is null)
                {
                    return null;
                }

                var secret = await service.GetSecretAsync(found, cancellationToken).ConfigureAwait(false);
                if (secret.Length <= ISecretStore.MaxSecretBytes)
                {
                    return secret;
                }

                secret.Dispose();
                throw BusFault.Malformed("a secret that is too long");
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
        return RunAsync(
            async service =>
            {
                var collection = await RequireOpenAsync(service, prompt, cancellationToken).ConfigureAwait(false);
                var question = await service
                    .CreateItemAsync(collection, label, Attributes(name), secret, cancellationToken)
                    .ConfigureAwait(false);
                return await AnswerAsync(service, question, prompt, cancellationToken).ConfigureAwait(false);
            },
            cancellationToken
        );
    }

    public Task<bool> DeleteAsync(SecretName name, KeychainPrompt prompt, CancellationToken cancellationToken) =>
        RunAsync(
            async service =>
            {
                var found = await FindAsync(service, name, prompt, cancellationToken).ConfigureAwait(false);
                return found is not null
                    && await AnswerAsync(
                            service,
                            await service.DeleteAsync(found, cancellationToken).ConfigureAwait(false),
                            prompt,
                            cancellationToken
                        )
                        .ConfigureAwait(false);
            },
            cancellationToken
        );

    public Task<IReadOnlyList<SecretName>> ListAsync(KeychainPrompt prompt, CancellationToken cancellationToken) =>
        RunAsync<IReadOnlyList<SecretName>>(
            async service =>
            {
                var (open, locked) = await service.SearchAsync(All, cancellationToken).ConfigureAwait(false);
                var names = new HashSet<SecretName>();
                foreach (var item in open.Concat(locked))
                {
                    var attributes = await service.GetAttributesAsync(item, cancellationToken).ConfigureAwait(false);
                    if (
                        SecretName.TryCreate(
                            attributes.GetValueOrDefault(KindAttribute),
                            attributes.GetValueOrDefault(IdAttribute)
                        ) is
                        { } name
                    )
                    {
                        names.Add(name);
                    }
                }

                return [.. names];
            },
            cancellationToken
        );

    public Task UnlockAsync(KeychainPrompt prompt, CancellationToken cancellationToken) =>
        RunAsync(service => RequireOpenAsync(service, prompt, cancellationToken), cancellationToken);

    /// <summary>Ends the connection. The keyring stays open: it belongs to all programs of the user.</summary>
    public Task LockAsync(CancellationToken cancellationToken)
    {
        _connection.Drop();
        return Task.CompletedTask;
    }

    public void Dispose() => _connection.Dispose();

    private static Dictionary<string, string> All => new(StringComparer.Ordinal) { [SchemaAttribute] = Schema };

    private static Dictionary<string, string> Attributes(SecretName name) =>
        new(All, StringComparer.Ordinal) { [KindAttribute] = name.KindName, [IdAttribute] = name.Id };

    /// <summary>Returns the default collection, unlocked.</summary>
    private async Task<string> RequireOpenAsync(
        SecretService service,
        KeychainPrompt prompt,
        CancellationToken cancellationToken
    )
    {
        var collection =
            await service.FindDefaultCollectionAsync(cancellationToken).ConfigureAwait(false)
            ?? throw SecretServiceFaults.Unavailable(SecretServiceFaults.NoKeyring);
        if (await service.IsLockedAsync(collection, cancellationToken).ConfigureAwait(false))
        {
            await OpenAsync(service, collection, prompt, cancellationToken).ConfigureAwait(false);
        }

        return collection;
    }

    /// <summary>Finds an item and unlocks it; null if there is none.</summary>
    private async Task<string?> FindAsync(
        SecretService service,
        SecretName name,
        KeychainPrompt prompt,
        CancellationToken cancellationToken
    )
    {
        var (open, locked) = await service.SearchAsync(Attributes(name), cancellationToken).ConfigureAwait(false);
        if (open.Count > 0 || locked.Count == 0)
        {
            return open.Count > 0 ? open[0] : null;
        }

        await OpenAsync(service, locked[0], prompt, cancellationToken).ConfigureAwait(false);
        return locked[0];
    }

    private async Task OpenAsync(
        SecretService service,
        string locked,
        KeychainPrompt prompt,
        CancellationToken cancellationToken
    )
    {
        // Asking the service to unlock makes a prompt, which would be left behind.
        if (!prompt.IsAllowed)
        {
            throw VaultErrors.Locked(Kind);
        }

        var question = await service.UnlockAsync(locked, cancellationToken).ConfigureAwait(false);
        await AnswerAsync(service, question, prompt, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Completes a prompt that the service asks for.</summary>
    private async Task<bool> AnswerAsync(
        SecretService service,
        string question,
        KeychainPrompt prompt,
        CancellationToken cancellationToken
    ) =>
        question == SecretService.NoObject ? true
        : !prompt.IsAllowed ? throw VaultErrors.Locked(Kind)
        : await service.PromptAsync(question, prompt.Limit, _time, cancellationToken).ConfigureAwait(false) switch
        {
            true => true,
            false => throw VaultErrors.Locked(Kind, "The vault is locked: the keyring's prompt was canceled."),
            null => throw VaultErrors.Locked(
                Kind,
                $"The vault is locked: nobody answered the keyring's prompt within {prompt.Limit.TotalSeconds:0} s."
            ),
        };

    /// <summary>Runs a use of the keyring and translates its faults.</summary>
    private async Task<T> RunAsync<T>(Func<SecretService, Task<T>> use, CancellationToken cancellationToken)
    {
        try
        {
            return await _connection.UseAsync(use, cancellationToken).ConfigureAwait(false);
        }
        catch (BusFault locked) when (locked.Kind == BusFaultKind.Locked)
        {
            throw VaultErrors.Locked(Kind);
        }
        catch (BusFault fault)
        {
            throw SecretServiceFaults.Unavailable(SecretServiceFaults.Describe(fault));
        }
    }
}
