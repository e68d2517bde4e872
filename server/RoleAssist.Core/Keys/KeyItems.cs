using System.Security.Cryptography;
using System.Text;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Vault;

namespace RoleAssist.Core.Keys;

/// <summary>Saves keys in the vault. Profiles with the same key share its item.</summary>
internal sealed class KeyItems(VaultKeys keys)
{
    /// <summary>Saves a key, unless the vault has it, and proves that the vault returns it.</summary>
    /// <param name="profile">The profile that the item's label shows.</param>
    /// <param name="key">The key.</param>
    /// <param name="user">The ARN that AWS names for it.</param>
    /// <param name="mfa">The MFA device of the user, if the profile has one.</param>
    /// <param name="cancellationToken">Cancels the wait for the store.</param>
    public async Task<SecretName> SaveAsync(
        string profile,
        AwsCredentials key,
        string user,
        string? mfa,
        CancellationToken cancellationToken
    )
    {
        if (await FindAsync(key, cancellationToken).ConfigureAwait(false) is { } known)
        {
            return known;
        }

        var name = SecretName.Create(SecretKind.Key);
        using var item = new VaultKey(user, new UserAccessKey(key.AccessKeyId, SecretOf(key)), Mfa: mfa);
        await keys.SaveAsync(name, profile, item, cancellationToken).ConfigureAwait(false);
        return name;
    }

    private async Task<SecretName?> FindAsync(AwsCredentials key, CancellationToken cancellationToken)
    {
        // The items themselves, not the index: a lost index must not make two items of one key.
        foreach (var name in await keys.ListAsync(cancellationToken).ConfigureAwait(false))
        {
            using var item = await keys.FindAsync(name, cancellationToken).ConfigureAwait(false);
            using var secret = SecretOf(key);
            if (item is not null && item.Current.Id == key.AccessKeyId && item.Current.Secret.Matches(secret))
            {
                return name;
            }
        }

        return null;
    }

    private static SecretBytes SecretOf(AwsCredentials key)
    {
        var bytes = Encoding.ASCII.GetBytes(key.SecretAccessKey);
        try
        {
            return SecretBytes.Copy(bytes);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }
}
