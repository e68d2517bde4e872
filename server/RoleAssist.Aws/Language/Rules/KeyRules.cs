using System.Globalization;
using RoleAssist.Aws.SharedConfig.Editing;
using RoleAssist.Aws.SharedConfig.Syntax;
using RoleAssist.Core.CodeGeneration;
using RoleAssist.Core.Profiles;
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
            .SelectMany(profile => Pairs(profile).Concat(Lifetimes(model, profile)))
            .Concat(InConfig(model))
            .Concat(model.Files.Documents.SelectMany(document => Elsewhere(model, document)));

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

            var fixes = new List<ConfigFix>();
            if (model.Files.Credentials is { } credentials && section.Profile is { } profile)
            {
                fixes.Add(
                    new ConfigFix("Move the keys to the credentials file")
                    {
                        Edits = () => MoveKeys(section, credentials, profile),
                    }
                );
            }

            yield return ConfigRules.SecretInConfigFile.At(
                secret,
                $"{secret.Name} is in the config file, which people show and share. Keys belong in the credentials file, or "
                    + "better in the vault.",
                fixes
            );
        }
    }

    private static IReadOnlyList<DocumentEdit> MoveKeys(ModelSection section, ConfigDocument to, string profile)
    {
        var keys = section.Settings.Where(setting => setting.HasValue && KeySettings.Contains(setting.Name)).ToList();
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
        if (HardCodedKeys.Find(document.Text, null) is not { Count: > 0 } found)
        {
            yield break;
        }

        var expected = model
            .Sections.Where(section => section.Document == document)
            .SelectMany(section => section.Settings)
            .Where(setting => KeySettings.Contains(setting.Name) || setting.Known is { IsSecret: true })
            .Select(setting => setting.Property.Line)
            .ToHashSet();
        foreach (var key in found)
        {
            var start = document.OffsetOf(key.Line, key.Start);
            var line = document.PositionOf(start).Line;
            if (expected.Contains(line))
            {
                continue;
            }

            yield return ConfigRules.SecretElsewhere.At(
                document,
                TextSpan.Between(start, document.OffsetOf(key.Line, key.End)),
                "This looks like a key of AWS where nobody expects one. Remove it, and deactivate it if others may have seen "
                    + "it.",
                []
            );
        }
    }
}
