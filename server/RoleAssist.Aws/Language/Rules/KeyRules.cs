using System.Globalization;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Security;
using RoleAssist.Core.Settings;

namespace RoleAssist.Aws.Language.Rules;

/// <summary>Checks the keys of profiles: their halves, and how long they last. No message contains a value.</summary>
internal static class KeyRules
{
    /// <summary>https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids.</summary>
    private const string LongLived = "AKIA";
    private const string Temporary = "ASIA";

    public static IEnumerable<ConfigFinding> Check(ConfigModel model) =>
        model
            .Profiles.Values.Where(profile =>
                profile[ProfileSettings.AccessKeyId] is not null || profile[ProfileSettings.SecretAccessKey] is not null
            )
            .SelectMany(profile => Swapped(profile).Concat(Pairs(profile)).Concat(Lifetimes(model, profile)));

    private static IEnumerable<ConfigFinding> Swapped(ModelProfile profile)
    {
        var (id, secret) = (profile[ProfileSettings.AccessKeyId], profile[ProfileSettings.SecretAccessKey]);
        var (isSecret, isId) = (
            id is not null && SecretText.IsIn(id.Written),
            secret is not null && IsKeyId(secret.Value)
        );
        if (
            (
                isSecret ? id
                : isId ? secret
                : null
            )
            is not { } wrong
        )
        {
            yield break;
        }

        yield return ConfigRules.KeyHalvesSwapped.At(
            wrong,
            isSecret
                ? $"{id!.Name} of profile '{profile.Name}' looks like a secret access key, and tools display an access key ID "
                    + "in plain text. Put each half of the key into its own setting."
                : $"{secret!.Name} of profile '{profile.Name}' is an access key ID. Put each half of the key into its own "
                    + "setting.",
            isSecret && isId
                ?
                [
                    new ConfigFix("Swap the two halves")
                    {
                        Edits = () => [id!.ReplaceValue(secret!.Value), secret.ReplaceValue(id.Value)],
                    },
                ]
                : []
        ) with
        {
            Related =
                isSecret && isId ? [new RelatedSpan(secret!.Document, secret.NameSpan, "The other half is here.")] : [],
        };
    }

    private static bool IsKeyId(string value) =>
        value.Length is >= 16 and <= 128
        && (
            value.StartsWith(LongLived, StringComparison.Ordinal)
            || value.StartsWith(Temporary, StringComparison.Ordinal)
        )
        && value.All(character => char.IsAsciiLetterUpper(character) || char.IsAsciiDigit(character));

    private static IEnumerable<ConfigFinding> Pairs(ModelProfile profile)
    {
        var (id, secret) = (profile[ProfileSettings.AccessKeyId], profile[ProfileSettings.SecretAccessKey]);
        if ((id ?? secret) is not { } one)
        {
            yield break;
        }

        if (id is null || secret is null)
        {
            var missing = id is null ? ProfileSettings.AccessKeyId : ProfileSettings.SecretAccessKey;
            yield return ConfigRules.IncompleteKeys.At(
                one,
                $"Profile '{profile.Name}' has {one.Name} without {missing}. The AWS CLI and boto3 fail, and other SDKs "
                    + "look for credentials elsewhere. Add the missing half, or remove this one."
            );
        }
        else if (id.Section != secret.Section)
        {
            yield return ConfigRules.IncompleteKeys.At(
                secret,
                $"The two halves of the key of profile '{profile.Name}' are in different sections. The SDK for Go ignores "
                    + "both then. Put them side by side."
            ) with
            {
                Level = FindingLevel.Warning,
                Related = [new RelatedSpan(id.Document, id.NameSpan, "The other half is here.")],
            };
        }
    }

    private static IEnumerable<ConfigFinding> Lifetimes(ConfigModel model, ModelProfile profile)
    {
        if (profile[ProfileSettings.AccessKeyId] is not { } id || profile[ProfileSettings.SecretAccessKey] is null)
        {
            yield break;
        }

        var token = profile[ProfileSettings.SessionToken] ?? profile[ProfileSettings.SecurityToken];
        if (token is null && id.Value.StartsWith(LongLived, StringComparison.Ordinal))
        {
            yield return ConfigRules.LongLivedKeyInPlainText.At(
                id,
                $"The long-lived key of profile '{profile.Name}' is in plain text: every program that this user starts can "
                    + "read it, and it does not expire. Move it into the vault.",
                new ConfigFix("Move the key into the vault") { Action = FixAction.MoveKeys }
            );
        }
        else if (id.Value.StartsWith(Temporary, StringComparison.Ordinal))
        {
            var isExpired =
                profile.Settings.FirstOrDefault(setting => setting.Known?.Kind == SettingKind.Time) is { } expires
                && DateTimeOffset.TryParse(
                    expires.Value,
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.AssumeUniversal,
                    out var time
                )
                && time <= model.Options.Now;
            yield return ConfigRules.TemporaryKeysInFile.At(
                id,
                isExpired
                    ? $"The temporary keys of profile '{profile.Name}' have expired."
                    : $"The keys of profile '{profile.Name}' are temporary: programs fail when they expire, and nothing "
                        + "renews them.",
                new ConfigFix("Remove the keys")
                {
                    Edits = () =>
                        [
                            .. profile
                                .Settings.Where(setting =>
                                    KeyPlaceRules.IsOfKey(setting.Name) || setting.Known?.Kind == SettingKind.Time
                                )
                                .Select(setting => setting.Remove()),
                        ],
                }
            ) with
            {
                IsUnnecessary = isExpired,
            };
        }
    }
}
