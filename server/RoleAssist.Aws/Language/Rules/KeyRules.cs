using System.Globalization;
using RoleAssist.Aws.SharedConfig.Editing;
using RoleAssist.Aws.SharedConfig.Syntax;
using RoleAssist.Core.CodeGeneration;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Security;
using RoleAssist.Core.Settings;

namespace RoleAssist.Aws.Language.Rules;

/// <summary>Checks keys: those that do not belong in a file, and halves of them. No message contains a value.</summary>
internal static class KeyRules
{
    /// <summary>https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids.</summary>
    private const string LongLived = "AKIA";
    private const string Temporary = "ASIA";

    private static readonly string[] KeySettings =
    [
        ProfileSettings.AccessKeyId,
        ProfileSettings.SecretAccessKey,
        ProfileSettings.SessionToken,
        ProfileSettings.SecurityToken,
    ];

    public static IEnumerable<ConfigFinding> Check(ConfigModel model) =>
        model
            .Profiles.Values.Where(profile =>
                profile[ProfileSettings.AccessKeyId] is not null || profile[ProfileSettings.SecretAccessKey] is not null
            )
            .SelectMany(profile => Swapped(profile).Concat(Pairs(profile)).Concat(Lifetimes(model, profile)))
            .Concat(InConfig(model))
            .Concat(model.Files.Documents.SelectMany(document => Elsewhere(model, document)));

    private static IEnumerable<ConfigFinding> Swapped(ModelProfile profile)
    {
        var (id, secret) = (profile[ProfileSettings.AccessKeyId], profile[ProfileSettings.SecretAccessKey]);
        var (isSecret, isId) = (
            id is not null && SecretText.IsIn(id.Written),
            secret is not null && IsKeyId(secret.Value)
        );
        if ((isSecret ? id : isId ? secret : null) is not { } wrong)
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
                isSecret && isId
                    ? [new RelatedSpan(secret!.Document, secret.NameSpan, "The other half is here.")]
                    : [],
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
                                    KeySettings.Contains(setting.Name) || setting.Known?.Kind == SettingKind.Time
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

    private static IEnumerable<ConfigFinding> InConfig(ConfigModel model)
    {
        foreach (var section in model.Sections.Where(section => !section.IsCredentials))
        {
            if (section.Settings.Find(setting => setting is { Known.IsSecret: true, HasValue: true }) is not { } secret)
            {
                continue;
            }

            yield return ConfigRules.SecretInConfigFile.At(
                secret,
                $"{secret.Name} is in the config file, which people show and share. Keys belong in the credentials file, or "
                    + "better in the vault.",
                FixesFor(model, section)
            );
        }
    }

    /// <summary>
    /// Keys of the credentials file are in effect and take precedence. They are never overwritten, and keys of two origins
    /// are never mixed, so only a whole key there allows to remove what is in the config file.
    /// </summary>
    private static IReadOnlyList<ConfigFix> FixesFor(ConfigModel model, ModelSection section)
    {
        if (model.Files.Credentials is not { } credentials || section.Profile is not { } profile)
        {
            return [];
        }

        var there = model
            .Sections.Where(other => other.IsCredentials && other.Profile == profile)
            .SelectMany(other => other.Settings)
            .Where(setting => setting.Property.Block is null && KeySettings.Contains(setting.Name))
            .ToList();
        if (there is [])
        {
            return
            [
                new ConfigFix("Move the keys to the credentials file")
                {
                    Edits = () => MoveKeys(section, credentials, profile),
                },
            ];
        }

        return Has(ProfileSettings.AccessKeyId) && Has(ProfileSettings.SecretAccessKey)
            ?
            [
                new ConfigFix("Remove the keys, in whose place those of the credentials file count")
                {
                    Edits = () => [.. KeysIn(section).Select(key => key.Remove())],
                },
            ]
            : [];

        bool Has(string name) => there.Exists(setting => setting.Name == name && setting.HasValue);
    }

    private static List<ModelSetting> KeysIn(ModelSection section) =>
        [
            .. section.Settings.Where(setting =>
                setting is { HasValue: true, Property.Block: null } && KeySettings.Contains(setting.Name)
            ),
        ];

    private static IReadOnlyList<DocumentEdit> MoveKeys(ModelSection section, ConfigDocument to, string profile)
    {
        var keys = KeysIn(section);
        var added = Edits.Of(
            to,
            [.. keys.Select(key => new SetSetting(SectionId.Profile(profile), key.Name, key.Value))]
        );
        return added is [] ? [] : [.. keys.Select(key => key.Remove()), .. added];
    }

    /// <summary>
    /// Finds what looks like a key in a comment, a header or the value of another setting: it is not known as a secret
    /// there, so it is displayed and shared.
    /// </summary>
    private static IEnumerable<ConfigFinding> Elsewhere(ConfigModel model, ConfigDocument document)
    {
        var found = HardCodedKeys
            .Find(document.Text, null)
            .Select(key => TextSpan.Between(document.OffsetOf(key.Line, key.Start), document.OffsetOf(key.Line, key.End)))
            .ToList();
        found.AddRange([.. ByForm(document, found)]);
        if (found is [])
        {
            yield break;
        }

        var expected = model
            .Sections.Where(section => section.Document == document)
            .SelectMany(section => section.Settings)
            .Where(IsForSecrets)
            .Select(setting => setting.Property.Line)
            .ToHashSet();
        foreach (
            var span in found
                .Where(span => !expected.Contains(document.PositionOf(span.Start).Line))
                .OrderBy(span => span.Start)
        )
        {
            yield return ConfigRules.SecretElsewhere.At(
                document,
                span,
                "This looks like a key of AWS where nobody expects one. Remove it, and deactivate it if others may have seen "
                    + "it.",
                []
            );
        }
    }

    /// <summary>In these files a secret needs no name before it to be one.</summary>
    private static IEnumerable<TextSpan> ByForm(ConfigDocument document, List<TextSpan> known)
    {
        var end = 0;
        for (
            var count = 0;
            count < ConfigAnalyzer.MostFindings
                && SecretText.Find(document.Text, end) is { Length: > 0 } secret;
            count++
        )
        {
            var span = new TextSpan(secret.Start, secret.Length);
            end = span.End;
            if (
                !document.Slice(span).Contains("EXAMPLE", StringComparison.Ordinal)
                && !known.Exists(other => other.Start < span.End && span.Start < other.End)
            )
            {
                yield return span;
            }
        }
    }

    /// <summary>
    /// Whether a secret belongs there: a setting of a key in a profile, or one of another tool whose name says so. A
    /// misspelled name is none of these.
    /// </summary>
    private static bool IsForSecrets(ModelSetting setting) =>
        setting.Known is { IsSecret: true }
        || (
            KeySettings.Contains(setting.Name)
                ? setting.Profile is not null
                : setting is { Known: null, Property.IsSecret: true }
                    && SettingNames.FindMisspelled(setting.Name) is null
        );
}
