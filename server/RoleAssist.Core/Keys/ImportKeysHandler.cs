using RoleAssist.Core.Chains;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Sessions;
using RoleAssist.Core.Vault;

namespace RoleAssist.Core.Keys;

/// <summary>
/// Moves long-lived keys from the AWS files to the vault. AWS is asked who the user is before and after; a profile
/// that does not work afterwards gets its lines back.
/// </summary>
public sealed class ImportKeysHandler(
    IProfileStore store,
    RoleChainResolver resolver,
    ISecurityTokenService sts,
    ISecretStores stores,
    VaultKeys keys,
    IKeyFiles files,
    ILauncher launcher,
    KeyProof proof,
    IKeyTraces traces,
    IVaultObserver observer
)
{
    private readonly KeyItems _items = new(keys);

    /// <param name="names">The profiles; null for all that have a long-lived key in plain text.</param>
    /// <param name="cancellationToken">Cancels the calls. What has been moved stays moved.</param>
    /// <exception cref="RoleAssistException">
    /// The vault is locked or does not work, or there is no place for the launcher. Nothing has changed.
    /// </exception>
    public async Task<ImportResult> HandleAsync(IReadOnlyCollection<string>? names, CancellationToken cancellationToken)
    {
        await stores.RequireOpenAsync(cancellationToken).ConfigureAwait(false);
        var program = launcher.Install();
        var profiles = await store.LoadAsync(cancellationToken).ConfigureAwait(false);
        var imported = new List<ImportedKey>();
        var failed = new List<FailedImport>();
        foreach (var name in names?.Distinct() ?? PlainKey.In(profiles).Select(key => key.Profile))
        {
            try
            {
                imported.Add(await ImportAsync(profiles, name, program, cancellationToken).ConfigureAwait(false));
            }
            catch (RoleAssistException fault)
            {
                failed.Add(new FailedImport(name, fault));
            }
        }

        return new ImportResult(imported, failed, imported.Count == 0 ? [] : [.. Notes(imported)]);
    }

    private async Task<ImportedKey> ImportAsync(
        ProfileSet profiles,
        string name,
        string program,
        CancellationToken cancellationToken
    )
    {
        var profile = profiles.Get(name);
        var key = ImportRules.RequireKey(profile);
        var chain = resolver.Resolve(profiles, new AssumeTarget { Profile = name });
        ImportRules.RequireOnlyKey(profile, chain);
        var user = await sts.GetCallerIdentityAsync(key, chain.Sts, cancellationToken).ConfigureAwait(false);
        var item = await _items
            .SaveAsync(name, key, user.Arn, profile[ProfileSettings.MfaSerial], cancellationToken)
            .ConfigureAwait(false);
        var edit = await files
            .MoveOutAsync(name, key, KeySettings.Create(program, name, item), item.ToString(), cancellationToken)
            .ConfigureAwait(false);
        await edit.ProveAsync(name, () => proof.RequireAsync(name, item, user.Arn, cancellationToken))
            .ConfigureAwait(false);
        observer.Happened(VaultAction.Imported, name, key.AccessKeyId, user.Arn);
        return new ImportedKey(name, key.AccessKeyId, user.Arn);
    }

    private IEnumerable<string> Notes(List<ImportedKey> imported)
    {
        foreach (var trace in traces.Find())
        {
            yield return trace;
        }

        yield return "Backups, histories of editors and shells, and synchronized folders may still hold the old text. Only "
            + $"a new key ends that: roleassist vault rotate {ShellWord.Of(imported[0].Profile)}";
        yield return "Roles that other tools assume through these profiles now last 1 hour at most, because they get "
            + $"session credentials (role chaining). If a tool needs longer, add '{ProfileSettings.VaultHandOut} = "
            + "key' to the profile: RoleAssist then gives the tool the long-lived key itself.";
    }
}
