using System.Text.Json.Serialization;

namespace RoleAssist.Contracts;

/// <summary>Whether the vault's secrets can be read now.</summary>
public enum VaultState
{
    /// <summary>Secrets can be read without a person.</summary>
    [JsonStringEnumMemberName("open")]
    Open,

    /// <summary>A person must unlock it first.</summary>
    [JsonStringEnumMemberName("locked")]
    Locked,

    /// <summary>There is no store that works.</summary>
    [JsonStringEnumMemberName("unavailable")]
    Unavailable,
}

public sealed record GetVaultStatusParams;

/// <summary>The vault: which store, why no better one, and whether it is open.</summary>
/// <param name="State">Whether secrets can be read now.</param>
/// <param name="Why">Why this store, or why none, in sentences for the user.</param>
/// <param name="NeedsPassphrase">
/// Whether <c>roleassist/vault/unlock</c> needs a passphrase: the other stores ask for their password themselves.
/// </param>
/// <param name="CanCreateFile">
/// Whether <c>roleassist/vault/create</c> would make a store, because there is none.
/// </param>
/// <param name="Keys">The number of access keys in the vault.</param>
/// <param name="Store">The store's name, such as <c>secret-service</c>; absent if there is none.</param>
/// <param name="StoreName">The store's name in a sentence.</param>
public sealed record VaultStatus(
    VaultState State,
    string Why,
    bool NeedsPassphrase,
    bool CanCreateFile,
    int Keys,
    string? Store = null,
    string? StoreName = null
);

public sealed record ListVaultKeysParams;

/// <param name="Keys">The keys in the vault.</param>
/// <param name="PlainKeys">The long-lived keys in plain text in the AWS files, which can be moved to the vault.</param>
public sealed record VaultKeyList(IReadOnlyList<VaultKeyInfo> Keys, IReadOnlyList<PlainKeyInfo> PlainKeys);

/// <summary>An access key in the vault, without its secret.</summary>
/// <param name="Profiles">The profiles that use it.</param>
/// <param name="AccessKeyId">The key's ID.</param>
/// <param name="User">The ARN of the IAM user.</param>
/// <param name="AgeDays">Its age in days, at least.</param>
/// <param name="Step">How far a rotation is: <c>none</c> if none is under way.</param>
/// <param name="Since">When AWS created it, if that is known.</param>
public sealed record VaultKeyInfo(
    IReadOnlyList<string> Profiles,
    string AccessKeyId,
    string User,
    int AgeDays,
    string Step,
    DateTimeOffset? Since = null
);

/// <summary>A long-lived key in plain text in an AWS file.</summary>
/// <param name="Profile">The profile.</param>
/// <param name="AccessKeyId">The key's ID.</param>
/// <param name="File">The file.</param>
/// <param name="Line">The line of the key, from 1.</param>
public sealed record PlainKeyInfo(string Profile, string AccessKeyId, string File, int Line);

/// <param name="Profiles">The profiles whose keys to move.</param>
public sealed record ImportKeysParams(IReadOnlyList<string> Profiles);

/// <param name="Imported">The profiles whose keys are in the vault now, and in no file.</param>
/// <param name="Failed">The profiles that were left as they were.</param>
/// <param name="Notes">What the user should know, as sentences: what else may hold the old key.</param>
public sealed record ImportKeysResult(
    IReadOnlyList<ImportedKey> Imported,
    IReadOnlyList<FailedImport> Failed,
    IReadOnlyList<string> Notes
);

/// <param name="Profile">The profile.</param>
/// <param name="AccessKeyId">The key's ID.</param>
/// <param name="Arn">The identity that AWS named before and after.</param>
public sealed record ImportedKey(string Profile, string AccessKeyId, string Arn);

/// <param name="Profile">The profile.</param>
/// <param name="Code">The error.</param>
/// <param name="Message">What happened.</param>
/// <param name="Hint">What to do about it.</param>
public sealed record FailedImport(string Profile, ErrorCode Code, string Message, string? Hint = null);

/// <param name="Profile">The profile to add the key to. It is made if it does not exist.</param>
/// <param name="AccessKeyId">The key's ID.</param>
/// <param name="SecretAccessKey">Its secret.</param>
/// <param name="MfaSerial">The user's MFA device, for a new profile.</param>
public sealed record AddKeyParams(string Profile, string AccessKeyId, string SecretAccessKey, string? MfaSerial = null)
{
    /// <summary>Returns no secret.</summary>
    public override string ToString() => $"{Profile} {AccessKeyId}";
}

/// <param name="Profile">The profile whose key to remove from the vault.</param>
public sealed record RemoveKeyParams(string Profile);

/// <param name="Profile">The profile whose key to rotate.</param>
/// <param name="TokenCode">The code of the user's MFA device.</param>
/// <param name="Delete">Whether to delete the old key at once, instead of deactivating it.</param>
/// <param name="Finish">Whether only to delete the key that an earlier rotation deactivated.</param>
public sealed record RotateKeyParams(string Profile, string? TokenCode = null, bool? Delete = null, bool? Finish = null)
{
    /// <summary>Returns only the profile, because the code may still be valid.</summary>
    public override string ToString() => Profile;
}

/// <param name="Profile">The profile.</param>
/// <param name="AccessKeyId">The key that is in use now.</param>
/// <param name="Step">How far the rotation is: <c>none</c> if it is complete.</param>
/// <param name="Notes">What was done and what is left to do, as sentences.</param>
/// <param name="OldAccessKeyId">The key that it replaces; absent if none was replaced.</param>
public sealed record RotateKeyResult(
    string Profile,
    string AccessKeyId,
    string Step,
    IReadOnlyList<string> Notes,
    string? OldAccessKeyId = null
);

/// <param name="Passphrase">The passphrase, for a store that needs one.</param>
public sealed record UnlockVaultParams(string? Passphrase = null)
{
    /// <summary>Returns no secret.</summary>
    public override string ToString() => nameof(UnlockVaultParams);
}

/// <param name="Passphrase">The passphrase of the new store.</param>
public sealed record CreateVaultParams(string Passphrase)
{
    /// <summary>Returns no secret.</summary>
    public override string ToString() => nameof(CreateVaultParams);
}

/// <param name="Forget">Whether to forget the kept sessions too, on disk as well.</param>
public sealed record LockVaultParams(bool? Forget = null);
