using RoleAssist.Core.Errors;
using RoleAssist.Core.Vault;
using RoleAssist.Vault.Files;

namespace RoleAssist.Vault.Windows;

/// <summary>
/// A file whose random key Windows protects for this user: for logon sessions in which the Credential Manager keeps
/// nothing. Whoever runs as this user can open it.
/// </summary>
public sealed class DpapiFileStore : SealedFileStore
{
    /// <summary>The file's name in the state folder.</summary>
    public const string FileName = "vault-dpapi.v1";

    private readonly IDataProtection _protection;

    public DpapiFileStore(Func<string, string> pathOf, TimeProvider time)
        : this(pathOf, new DataProtection(), time) { }

    internal DpapiFileStore(Func<string, string> pathOf, IDataProtection protection, TimeProvider time)
        : base(FileName, pathOf, time) => _protection = protection;

    public override StoreKind Kind => StoreKind.Dpapi;

    /// <summary>The file is open as long as its user is logged on.</summary>
    public override Task UnlockAsync(KeychainPrompt prompt, CancellationToken cancellationToken) => Task.CompletedTask;

    public override Task LockAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private protected override SecretBytes GetKey(ReadOnlySpan<byte> header)
    {
        var key =
            _protection.Unprotect(header)
            ?? throw FileFaults.Unusable(
                $"{FilePath} belongs to another Windows user, or Windows has lost the key of this user"
            );
        if (key.Length == SealedFile.KeyBytes)
        {
            return key;
        }

        key.Dispose();
        throw FileFaults.Damaged(FilePath);
    }

    private protected override RoleAssistException NotOpened(ReadOnlySpan<byte> header) => FileFaults.Damaged(FilePath);

    private protected override (SecretBytes Key, byte[] Header) CreateKey()
    {
        var key = SecretBytes.Random(SealedFile.KeyBytes);
        if (_protection.Protect(key) is { Length: <= SealedFile.MaxHeaderBytes } header)
        {
            return (key, header);
        }

        key.Dispose();
        throw VaultErrors.Unavailable("Windows cannot protect data for this user.");
    }
}
