using RoleAssist.Aws.SharedConfig.Editing;
using RoleAssist.Aws.SharedConfig.Syntax;
using RoleAssist.Core.CodeGeneration;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Security;

namespace RoleAssist.Aws.Language.Rules;

/// <summary>Checks where keys stand: in the config file, and where nobody expects them. No message contains a value.</summary>
internal static class KeyPlaceRules
{
    /// <summary>What all keys in AWS' documentation contain.</summary>
    private const string DocumentationMark = "EXAMPLE";

    private static readonly string[] KeySettings =
    [
        ProfileSettings.AccessKeyId,
        ProfileSettings.SecretAccessKey,
        ProfileSettings.SessionToken,
        ProfileSettings.SecurityToken,
    ];

    public static IEnumerable<ConfigFinding> Check(ConfigModel model) =>
        InConfig(model).Concat(model.Files.Documents.SelectMany(document => Elsewhere(model, document)));

    /// <summary>Whether a key consists of settings of this name.</summary>
    public static bool IsOfKey(string setting) => KeySettings.Contains(setting, StringComparer.Ordinal);

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
            .Profiles[profile]
            .Sections.Where(other => other.IsCredentials)
            .SelectMany(other => other.Settings)
            .Where(setting => setting.Property.Block is null && IsOfKey(setting.Name))
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
                setting is { HasValue: true, Property.Block: null } && IsOfKey(setting.Name)
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
            .Select(key =>
                TextSpan.Between(document.OffsetOf(key.Line, key.Start), document.OffsetOf(key.Line, key.End))
            )
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
            count < ConfigAnalyzer.MostFindings && SecretText.Find(document.Text, end) is { Length: > 0 } secret;
            count++
        )
        {
            var span = new TextSpan(secret.Start, secret.Length);
            end = span.End;
            if (
                !document.Slice(span).Contains(DocumentationMark, StringComparison.Ordinal)
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
            IsOfKey(setting.Name)
                ? setting.Profile is not null
                : setting is { Known: null, Property.IsSecret: true }
                    && SettingNames.FindMisspelled(setting.Name) is null
        );
}
