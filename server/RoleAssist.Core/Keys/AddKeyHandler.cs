using RoleAssist.Core.Chains;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Sessions;
using RoleAssist.Core.Vault;

namespace RoleAssist.Core.Keys;

/// <summary>A key to add.</summary>
/// <param name="Profile">The profile, which is made if it does not exist.</param>
/// <param name="AccessKeyId">The key's ID.</param>
/// <param name="SecretAccessKey">Its secret.</param>
/// <param name="MfaSerial">The user's MFA device, for a profile that has none.</param>
public sealed record NewKey(string Profile, string AccessKeyId, string SecretAccessKey, string? MfaSerial = null)
{
    /// <summary>Returns no secret.</summary>
    public override string ToString() => $"{Profile} {AccessKeyId}";
}

/// <summary>Adds a key to the vault, and the lines that use it to the config file.</summary>
public sealed class AddKeyHandler(
    IProfileStore store,
    RoleChainResolver resolver,
    ISecurityTokenService sts,
    ISecretStores stores,
    VaultKeys keys,
    IKeyFiles files,
    ILauncher launcher,
    KeyProof proof,
    IVaultObserver observer
)
{
    private readonly KeyItems _items = new(keys);

    /// <summary>Refuses a profile to which no key can be added, before anybody is asked for one.</summary>
    /// <exception cref="RoleAssistException">No key can be added, or the vault cannot be used.</exception>
    public async Task RequirePossibleAsync(string profile, CancellationToken cancellationToken)
    {
        var profiles = await store.LoadAsync(cancellationToken).ConfigureAwait(false);
        AddRules.RequireProfile(profile, profiles);
        await stores.RequireOpenAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <exception cref="RoleAssistException">The key was not added. The AWS files are as they were.</exception>
    public async Task<ImportedKey> HandleAsync(NewKey added, CancellationToken cancellationToken)
    {
        AddRules.RequireKey(added);
        await RequirePossibleAsync(added.Profile, cancellationToken).ConfigureAwait(false);
        var program = launcher.Install();
        var profiles = await store.LoadAsync(cancellationToken).ConfigureAwait(false);
        var key = new AwsCredentials(added.AccessKeyId, added.SecretAccessKey);
        var chain = resolver.Resolve(WithKey(profiles, added), new AssumeTarget { Profile = added.Profile });
        var user = await sts.GetCallerIdentityAsync(key, chain.Sts, cancellationToken).ConfigureAwait(false);
        var mfa = profiles.Find(added.Profile)?[ProfileSettings.MfaSerial];
        var item = await _items
            .SaveAsync(added.Profile, key, user.Arn, mfa ?? added.MfaSerial, cancellationToken)
            .ConfigureAwait(false);
        IReadOnlyList<KeyValuePair<string, string>> settings =
        [
            .. mfa is null && added.MfaSerial is { } serial
                ? [KeyValuePair.Create(ProfileSettings.MfaSerial, serial)]
                : (KeyValuePair<string, string>[])[],
            .. KeySettings.Create(program, added.Profile, item),
        ];
        var edit = await files.AddAsync(added.Profile, settings, cancellationToken).ConfigureAwait(false);
        await edit.ProveAsync(added.Profile, () => proof.RequireAsync(added.Profile, item, user.Arn, cancellationToken))
            .ConfigureAwait(false);
        observer.Happened(VaultAction.Imported, added.Profile, added.AccessKeyId, user.Arn);
        return new ImportedKey(added.Profile, added.AccessKeyId, user.Arn);
    }

    /// <summary>
    /// The profiles as if the key were in the files, which tells where its STS is, and whether it accepts the device.
    /// </summary>
    private static ProfileSet WithKey(ProfileSet profiles, NewKey added)
    {
        var profile = (
            profiles.Find(added.Profile) ?? new Profile(added.Profile, ProfileNames.NoSettings)
        ).WithOptions([
            KeyValuePair.Create(ProfileSettings.AccessKeyId, (string?)added.AccessKeyId),
            KeyValuePair.Create(ProfileSettings.SecretAccessKey, (string?)added.SecretAccessKey),
            KeyValuePair.Create(ProfileSettings.MfaSerial, added.MfaSerial),
        ]);
        return new ProfileSet(
            [.. profiles.Profiles.Where(known => known.Name != added.Profile), profile],
            profiles.Services,
            []
        )
        {
            SsoSessions = profiles.SsoSessions,
        };
    }
}
