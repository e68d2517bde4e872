using RoleAssist.Aws.SharedConfig;
using RoleAssist.Aws.SharedConfig.Syntax;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Security;
using RoleAssist.Core.Settings;

namespace RoleAssist.Aws.Language;

/// <summary>
/// Completes by place: headers, settings that the section lacks, values. All of it comes from the catalogue and the two
/// documents; no secret is ever offered.
/// </summary>
public static class ConfigCompleter
{
    /// <param name="files">Both files.</param>
    /// <param name="document">One of them.</param>
    /// <param name="offset">The position.</param>
    /// <param name="withSnippets">Whether the editor can insert snippets.</param>
    public static IReadOnlyList<ConfigCompletion> At(
        ConfigFileSet files,
        ConfigDocument document,
        int offset,
        bool withSnippets
    )
    {
        var place = ConfigQuery.At(document, offset);
        return
        [
            // What stands in the files may be a secret in the wrong place.
            .. Offered(files, document, place, withSnippets).Where(offer => !SecretText.IsIn(offer.Label)),
        ];
    }

    private static IReadOnlyList<ConfigCompletion> Offered(
        ConfigFileSet files,
        ConfigDocument document,
        ConfigPlace place,
        bool withSnippets
    ) =>
        place.Part switch
        {
            ConfigPart.HeaderWord =>
            [
                .. HeaderWords(files, document, place),
                .. withSnippets ? ProfileSnippets.InHeader(document, place) : [],
            ],
            ConfigPart.HeaderName when document.Kind == SharedConfigFileKind.Credentials =>
            [
                .. HeaderWords(files, document, place),
            ],
            ConfigPart.HeaderName => [.. HeaderNames(files, document, place)],
            ConfigPart.PropertyName =>
            [
                .. SettingNames(document, place, block: null),
                .. withSnippets ? ProfileSnippets.AtLine(document, place) : [],
            ],
            ConfigPart.NestedName when BlockOf(place) is { } block => [.. SettingNames(document, place, block)],
            ConfigPart.Value or ConfigPart.NestedValue when place.Property is { } property =>
            [
                .. ValueCompletions.Of(files, document, property, place.Span),
            ],
            _ => [],
        };

    private static DocumentProperty? BlockOf(ConfigPlace place) => place.Property?.Block ?? place.Property;

    private static IEnumerable<ConfigCompletion> HeaderWords(
        ConfigFileSet files,
        ConfigDocument document,
        ConfigPlace place
    )
    {
        var present = document
            .Sections.Where(section => section.Defines == NameKind.Profile && section != place.Section)
            .Select(section => section.Name)
            .ToHashSet(StringComparer.Ordinal);
        if (document.Kind == SharedConfigFileKind.Credentials)
        {
            return files
                .NamesOf(NameKind.Profile)
                .Prepend(ProfileNames.Default)
                .Distinct(StringComparer.Ordinal)
                .Where(name => ProfileNames.IsPlain(name) && !present.Contains(name) && name != place.Section?.Name)
                .Select(name => new ConfigCompletion(name, ConfigCompletionKind.Name, place.Span, name));
        }

        // With two blanks before the name, the SDK for JavaScript does not find the section.
        var blank = document.Slice(LineFrom(document, place.Span.End)) is [' ' or '\t', ..] ? "" : " ";
        ConfigCompletion[] words =
        [
            Word("profile", "settings and credentials"),
            Word("sso-session", "a sign-in to IAM Identity Center"),
            Word("services", "endpoints of single services"),
        ];
        return present.Contains(ProfileNames.Default)
            ? words
            :
            [
                .. words,
                new(ProfileNames.Default, ConfigCompletionKind.HeaderWord, place.Span, ProfileNames.Default)
                {
                    Detail = "the profile of tools that are given none",
                },
            ];

        ConfigCompletion Word(string word, string detail) =>
            new(word, ConfigCompletionKind.HeaderWord, place.Span, word + blank) { Detail = detail };
    }

    /// <summary>Returns names that something refers to and no section has.</summary>
    private static IEnumerable<ConfigCompletion> HeaderNames(
        ConfigFileSet files,
        ConfigDocument document,
        ConfigPlace place
    )
    {
        var word = document.Slice(HeaderWordOf(document, place));
        NameKind? kind = word switch
        {
            "profile" => NameKind.Profile,
            "sso-session" => NameKind.SsoSession,
            "services" => NameKind.Services,
            _ => null,
        };
        if (kind is not { } wanted)
        {
            return [];
        }

        var defined = files
            .Documents.SelectMany(one => one.Sections)
            .Where(section => section.Defines == wanted && section != place.Section)
            .Select(section => section.Name)
            .ToHashSet(StringComparer.Ordinal);
        return files
            .Documents.SelectMany(ConfigNames.In)
            .Where(use => use.Kind == wanted && !use.IsDefinition && !defined.Contains(use.Name))
            .Select(use => use.Name)
            .Where(name => ProfileNames.IsPlain(name))
            .Distinct(StringComparer.Ordinal)
            .Select(name => new ConfigCompletion(name, ConfigCompletionKind.Name, place.Span, name)
            {
                Detail = "is referred to and does not exist",
            });
    }

    /// <summary>The header may not be closed yet, so that the section does not know its word.</summary>
    private static TextSpan HeaderWordOf(ConfigDocument document, ConfigPlace place)
    {
        var start = document.Tree.Lines[place.Section!.FirstLine].Span.Start + 1;
        var text = document.Slice(TextSpan.Between(start, place.Span.Start));
        var word = text.TrimStart(" \t");
        return new TextSpan(start + text.Length - word.Length, word.TrimEnd(" \t\"'").Length);
    }

    private static IEnumerable<ConfigCompletion> SettingNames(
        ConfigDocument document,
        ConfigPlace place,
        DocumentProperty? block
    )
    {
        if (place.Section is not { Settings: { } kind } section)
        {
            return [];
        }

        if (block is null && kind == SettingSection.Services)
        {
            return ServiceIds.Completions(document, place);
        }

        var own = DocumentProperty.In(document, section).ToList();
        var siblings = block is null ? own : [.. block.Nested(document)];
        var present = siblings
            .Where(property => property.NameSpan != place.Span)
            .Select(property => property.Name)
            .ToHashSet(StringComparer.Ordinal);
        var needed = siblings
            .SelectMany(property => property.Setting?.Requires ?? [])
            .ToHashSet(StringComparer.Ordinal);
        var hasValue = document.Slice(LineFrom(document, place.Span.End)).TrimStart(" \t") is ['=', ..];
        return SettingsCatalogue
            .In(kind, block?.Name)
            .Where(setting => !setting.IsMistake && !present.Contains(setting.Name) && IsReadIn(setting, document.Kind))
            .Select(setting => new ConfigCompletion(
                setting.Name,
                setting.Kind == SettingKind.Block ? ConfigCompletionKind.Block : ConfigCompletionKind.Setting,
                place.Span,
                hasValue ? setting.Name
                    : setting.Kind == SettingKind.Block ? $"{setting.Name} ="
                    : $"{setting.Name} = ",
                RankOf(setting, needed, document.Kind)
            )
            {
                Detail = IsKeyInConfig(setting, document.Kind)
                    ? "belongs in the credentials file"
                    : SettingText.Summary(setting),
                Documentation = SettingText.Plain(setting),
                IsDeprecated = setting.IsDeprecated,
            });
    }

    private static int RankOf(KnownSetting setting, HashSet<string> needed, SharedConfigFileKind file) =>
        setting.IsDeprecated ? ConfigCompletion.Deprecated
        : needed.Contains(setting.Name) ? ConfigCompletion.Needed
        : IsKeyInConfig(setting, file) ? ConfigCompletion.Discouraged
        : setting.Tool is null ? ConfigCompletion.Usual
        : ConfigCompletion.OfOneTool;

    /// <summary>People show and share the config file.</summary>
    private static bool IsKeyInConfig(KnownSetting setting, SharedConfigFileKind file) =>
        file == SharedConfigFileKind.Config && (setting.IsSecret || setting.Kind == SettingKind.AccessKeyId);

    private static bool IsReadIn(KnownSetting setting, SharedConfigFileKind file) =>
        setting.Files == SettingFiles.Both
        || setting.Files == SettingFiles.Config == (file == SharedConfigFileKind.Config);

    private static TextSpan LineFrom(ConfigDocument document, int offset)
    {
        var (line, _) = document.PositionOf(offset);
        return line < document.Tree.Lines.Length
            ? TextSpan.Between(offset, Math.Max(offset, document.EndOf(document.Tree.Lines[line])))
            : new TextSpan(offset, 0);
    }
}
