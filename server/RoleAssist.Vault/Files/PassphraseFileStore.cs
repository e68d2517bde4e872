using System.Security.Cryptography;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Vault;

namespace RoleAssist.Vault.Files;

/// <summary>
/// A file that a passphrase seals, for machines without a keychain. The passphrase opens a random key, which then rests
/// in the kernel's keyring for some hours, as a key rests in ssh-agent.
/// </summary>
public sealed class PassphraseFileStore : SealedFileStore, IPassphraseStore
{
    /// <summary>The file's name in the state folder.</summary>
    public const string FileName = "vault.v1";

    /// <summary>How long the file stays open after the passphrase was given.</summary>
    public static readonly TimeSpan DefaultLifetime = TimeSpan.FromHours(8);

    private readonly IOpenedKeys _opened;
    private readonly PassphraseKdf _cost;
    private readonly TimeSpan _lifetime;

    internal PassphraseFileStore(
        Func<string, string> pathOf,
        IOpenedKeys opened,
        TimeProvider time,
        PassphraseKdf? cost = null,
        TimeSpan? lifetime = null
    )
        : base(FileName, pathOf, time) =>
        (_opened, _cost, _lifetime) = (opened, cost ?? PassphraseKdf.Default, lifetime ?? DefaultLifetime);

    public override StoreKind Kind => StoreKind.File;

    public Task CreateAsync(SecretBytes passphrase, CancellationToken cancellationToken)
    {
        CheckNew(passphrase);
        return InTurnAsync(
            () =>
            {
                if (Exists)
                {
                    throw new RoleAssistException(
                        ErrorCode.InvalidArgument,
                        $"The vault's file exists already: {FilePath}."
                    );
                }

                var vault = RandomNumberGenerator.GetHexString(32, lowercase: true);
                using var key = SecretBytes.Random(SealedFile.KeyBytes);
                using var none = new FileItems([]);
                WriteFile(key, PassphraseHeader.Create(vault, key, passphrase, _cost).ToJson(), none);
                return _opened.Keep(vault, key, _lifetime);
            },
            cancellationToken
        );
    }

    public Task OpenAsync(SecretBytes passphrase, CancellationToken cancellationToken) =>
        TranslatedAsync(() =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var opened = Opened.With(this, passphrase);
            return Task.FromResult(_opened.Keep(opened.Header.Vault, opened.Key, _lifetime));
        });

    public Task ChangePassphraseAsync(SecretBytes current, SecretBytes replacement, CancellationToken cancellationToken)
    {
        CheckNew(replacement);
        return InTurnAsync(
            () =>
            {
                using var opened = Opened.With(this, current);

                // A new key too: whoever knew the old passphrase and has an old copy knows the old key.
                using var key = SecretBytes.Random(SealedFile.KeyBytes);
                var header = PassphraseHeader.Create(opened.Header.Vault, key, replacement, _cost);
                WriteFile(key, header.ToJson(), opened.Items);
                return _opened.Keep(opened.Header.Vault, key, _lifetime);
            },
            cancellationToken
        );
    }

    /// <summary>No prompt can open the file: the passphrase comes with <see cref="OpenAsync"/>.</summary>
    public override async Task UnlockAsync(KeychainPrompt prompt, CancellationToken cancellationToken)
    {
        var status = await ProbeAsync(cancellationToken).ConfigureAwait(false);
        if (status.State != VaultState.Open)
        {
            throw status.State == VaultState.Locked
                ? VaultErrors.Locked(Kind)
                : VaultErrors.Unavailable(status.Reason!, status.Remedy);
        }
    }

    public override Task LockAsync(CancellationToken cancellationToken) =>
        TranslatedAsync(() =>
        {
            if (ReadFile() is { } file && PassphraseHeader.Read(HeaderOf(file, FilePath)) is { } header)
            {
                _opened.Forget(header.Vault);
            }

            return Task.FromResult(true);
        });

    private protected override SecretBytes GetKey(ReadOnlySpan<byte> header) =>
        _opened.Find(ReadHeader(header).Vault) ?? throw VaultErrors.Locked(Kind);

    /// <summary>
    /// Another passphrase may have been set elsewhere; if the file is damaged, opening it will say so.
    /// </summary>
    private protected override RoleAssistException NotOpened(ReadOnlySpan<byte> header)
    {
        _opened.Forget(ReadHeader(header).Vault);
        return VaultErrors.Locked(Kind);
    }

    private protected override (SecretBytes Key, byte[] Header) CreateKey() => throw NotThere();

    private protected override T Missing<T>(Func<FileItems, T> read) => throw NotThere();

    private PassphraseHeader ReadHeader(ReadOnlySpan<byte> header) =>
        PassphraseHeader.Read(header) ?? throw FileFaults.Damaged(FilePath);

    private static RoleAssistException NotThere() =>
        VaultErrors.Unavailable(
            "There is no vault file yet.",
            $"Make it with {RoleAssistVariables.Vault}=file roleassist vault unlock, which asks for a new passphrase."
        );

    private static void CheckNew(SecretBytes passphrase)
    {
        if (passphrase.Length is < IPassphraseStore.MinPassphraseBytes or > IPassphraseStore.MaxPassphraseBytes)
        {
            throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                $"A passphrase has {IPassphraseStore.MinPassphraseBytes} to {IPassphraseStore.MaxPassphraseBytes} bytes."
            );
        }
    }

    /// <summary>The file, opened with a passphrase.</summary>
    private sealed record Opened(PassphraseHeader Header, SecretBytes Key, FileItems Items) : IDisposable
    {
        public static Opened With(PassphraseFileStore store, SecretBytes passphrase)
        {
            var file = store.ReadFile() ?? throw NotThere();
            var header = store.ReadHeader(HeaderOf(file, store.FilePath));
            var key =
                passphrase.Length <= IPassphraseStore.MaxPassphraseBytes && header.OpenKey(passphrase) is { } found
                    ? found
                    : throw VaultErrors.Locked(store.Kind, "The passphrase of the vault is wrong.");
            if (store.Open(file, key) is { } items)
            {
                return new Opened(header, key, items);
            }

            key.Dispose();
            throw FileFaults.Damaged(store.FilePath);
        }

        public void Dispose()
        {
            Key.Dispose();
            Items.Dispose();
        }

        public override string ToString() => Header.Vault;
    }
}
