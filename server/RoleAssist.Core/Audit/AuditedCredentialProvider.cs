using System.Collections.Concurrent;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Vault;

namespace RoleAssist.Core.Audit;

/// <summary>
/// Reports each key of the vault that this process reads, once: a host that renews sessions reads it all day.
/// </summary>
public sealed class AuditedCredentialProvider(ICredentialProvider inner, IVaultObserver observer) : ICredentialProvider
{
    private readonly ConcurrentDictionary<(SecretName Item, string AccessKeyId), bool> _reported = new();

    public async Task<AwsCredentials> GetAsync(CredentialSource source, CancellationToken cancellationToken)
    {
        var credentials = await inner.GetAsync(source, cancellationToken).ConfigureAwait(false);
        if (source is VaultSource vault && _reported.TryAdd((vault.Key, credentials.AccessKeyId), true))
        {
            observer.Happened(VaultAction.Read, vault.Profile, credentials.AccessKeyId);
        }

        return credentials;
    }
}
