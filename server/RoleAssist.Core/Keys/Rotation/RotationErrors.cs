using RoleAssist.Core.Credentials;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Vault;

namespace RoleAssist.Core.Keys.Rotation;

/// <summary>The errors and notes of a rotation. None of them has a secret.</summary>
internal static class RotationErrors
{
    public static RoleAssistException NotInVault(string profile) =>
        new(
            ErrorCode.ConfigurationInvalid,
            $"Profile '{profile}' has no key in the vault.",
            $"Move its key there first: roleassist vault import {ShellWord.Of(profile)}."
        );

    public static RoleAssistException RoleOf(string profile, string source) =>
        new(
            ErrorCode.ConfigurationInvalid,
            $"Profile '{profile}' assumes a role. The key belongs to profile '{source}'.",
            $"Rotate that: roleassist vault rotate {ShellWord.Of(source)}."
        );

    public static RoleAssistException NoUser(string arn) =>
        new(
            ErrorCode.ConfigurationInvalid,
            $"The key belongs to {arn}, which is not an IAM user.",
            "Replace the keys of a root user in the console, better by an IAM user or by IAM Identity Center."
        );

    public static RoleAssistException UnknownStep(RotationStep step) =>
        new(
            ErrorCode.ConfigurationInvalid,
            $"A newer RoleAssist is rotating the key: its step is '{step}', which this version does not know.",
            "Update RoleAssist, then run this again."
        );

    public static RoleAssistException Unfinished(string profile, RotationStep step) =>
        new(
            ErrorCode.InvalidArgument,
            $"The rotation of the key is not complete: its step is '{step}'.",
            $"Complete it first: roleassist vault rotate {ShellWord.Of(profile)}."
        );

    public static RoleAssistException NotListed(IamUser user, string accessKeyId) =>
        new(
            ErrorCode.CredentialsInvalid,
            $"Access key {accessKeyId} is not an active key of user {user.Name}.",
            "Check the user's keys in the IAM console, and add the right one with roleassist vault add."
        );

    public static RoleAssistException NoRoom(IamUser user, IEnumerable<string> keys) =>
        new(
            ErrorCode.RequestRejected,
            $"User {user.Name} has two access keys, and AWS allows no third: {string.Join("; ", keys)}.",
            "Delete the one that nothing uses in the IAM console, then run this again."
        );

    public static RoleAssistException ActiveAgain(IamUser user, string accessKeyId) =>
        new(
            ErrorCode.RequestRejected,
            $"The old access key {accessKeyId} of user {user.Name}, which RoleAssist had deactivated, is active again. "
                + "Something may still need it.",
            "Find out who activated it, then deactivate or delete it in the IAM console."
        );

    public static RoleAssistException PendingInactive(IamUser user, string accessKeyId) =>
        new(
            ErrorCode.RequestRejected,
            $"The new access key {accessKeyId} of user {user.Name} has been deactivated. The old key is still used.",
            "Activate or delete it in the IAM console, then run this again."
        );

    public static RoleAssistException Declined(string reason) =>
        new(ErrorCode.ConfirmationRequired, $"Nothing was changed. {reason}", "Run it again with --yes to go on.");

    /// <summary>The new key is gone again, because the vault did not take it.</summary>
    public static RoleAssistException NotSaved(string created, string current, Exception fault) =>
        new(
            fault is RoleAssistException known ? known.Code : ErrorCode.VaultUnavailable,
            $"The new access key could not be saved ({ReasonOf(fault)}), so {created} was deleted at AWS again. The old "
                + $"key {current} is still used.",
            (fault as RoleAssistException)?.Hint ?? "Check the vault with roleassist vault status, then run this again."
        );

    /// <summary>The new key exists at AWS, but nobody has its secret.</summary>
    public static RoleAssistException Orphaned(
        IamUser user,
        string created,
        string current,
        Exception fault,
        RoleAssistException refusal
    ) =>
        new(
            fault is RoleAssistException known ? known.Code : ErrorCode.VaultUnavailable,
            $"The new access key {created} could not be saved ({ReasonOf(fault)}) and not be deleted at AWS either "
                + $"({Trimmed(refusal.Summary)}). Its secret is lost. The old key {current} is still used.",
            $"Delete the access key {created} of user {user.Name} in the IAM console, or run this again when the vault works."
        );

    /// <summary>The code is spent, but another session is needed. Clients show the message and ask for a code.</summary>
    public static RoleAssistException NextCode(string profile, string serial, VaultKey key) =>
        new(
            ErrorCode.MfaCodeSpent,
            $"Profile '{profile}' uses the new access key {key.Current.Id}, but AWS no longer accepts the session of the "
                + $"old key {key.Retired?.Id}, which is still active.",
            $"Use the next code of the MFA device to deactivate it, or run roleassist vault rotate {ShellWord.Of(profile)} later."
        )
        {
            Profile = profile,
            MfaSerial = serial,
        };

    public static string Trimmed(string sentence) => sentence.TrimEnd('.');

    public static string Described(ListedKey key, KeyUse? use, bool isKnown) =>
        $"{key.Id} ({(key.IsActive ? "active" : "inactive")}, created {IsoTime.Format(key.Created)}, "
        + (
            use is not null ? $"last used for {use.Service} in {use.Region} at {IsoTime.Format(use.Time)})"
            : isKnown ? "never used)"
            : "last use unknown)"
        );

    /// <summary>The texts of other exceptions can contain data.</summary>
    private static string ReasonOf(Exception fault) =>
        fault is RoleAssistException known ? Trimmed(known.Summary) : fault.GetType().Name;
}
