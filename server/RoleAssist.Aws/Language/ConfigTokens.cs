using RoleAssist.Aws.SharedConfig.Syntax;
using RoleAssist.Core.Settings;

namespace RoleAssist.Aws.Language;

/// <summary>What a part of the text is. The order is that of <see cref="ConfigTokens.Types"/>.</summary>
public enum ConfigTokenType
{
    Keyword,
    Namespace,
    Property,
    EnumMember,
    Number,
    Text,
    Comment,
}

/// <summary>A part of the text, within one line.</summary>
public readonly record struct ConfigToken(TextSpan Span, ConfigTokenType Type, bool IsDeprecated = false);

/// <summary>Colors for what a grammar cannot know: what a value is, and which settings are out of date.</summary>
public static class ConfigTokens
{
    /// <summary>Gets LSP's names of the types.</summary>
    public static IReadOnlyList<string> Types { get; } =
    ["keyword", "namespace", "property", "enumMember", "number", "string", "comment"];

    /// <summary>Gets LSP's names of the modifiers.</summary>
    public static IReadOnlyList<string> Modifiers { get; } = ["deprecated"];

    /// <summary>Returns the tokens in the order of the text; they do not overlap.</summary>
    public static IReadOnlyList<ConfigToken> In(ConfigDocument document)
    {
        var tokens = new List<ConfigToken>(document.Tree.Lines.Length * 2);
        foreach (var line in document.Tree.Lines)
        {
            if (line.Kind == LineKind.Comment)
            {
                Add(TextSpan.Between(line.Span.Start, document.EndOf(line)), ConfigTokenType.Comment);
            }
            else if (!line.Comment.IsEmpty)
            {
                Add(line.Comment, ConfigTokenType.Comment);
            }
        }

        foreach (var section in document.Sections)
        {
            Add(section.WordSpan, ConfigTokenType.Keyword);
            Add(section.NameSpan, ConfigTokenType.Namespace);
            foreach (var property in DocumentProperty.In(document, section))
            {
                AddProperty(property);
                if (property.IsBlock)
                {
                    foreach (var nested in property.Nested(document))
                    {
                        AddProperty(nested);
                    }
                }
                else
                {
                    AddContinuations(property);
                }
            }
        }

        return [.. tokens.OrderBy(token => token.Span.Start)];

        void AddProperty(DocumentProperty property)
        {
            var setting = property.Setting;
            Add(property.NameSpan, ConfigTokenType.Property, setting is { IsDeprecated: true });
            Add(property.ValueSpan, TypeOf(setting?.Kind));
        }

        void AddContinuations(DocumentProperty property)
        {
            for (var line = property.Line + 1; line < property.EndLine; line++)
            {
                Add(document.Tree.Lines[line].Value, ConfigTokenType.Text);
            }
        }

        void Add(TextSpan span, ConfigTokenType type, bool isDeprecated = false)
        {
            if (!span.IsEmpty)
            {
                tokens.Add(new ConfigToken(span, type, isDeprecated));
            }
        }
    }

    private static ConfigTokenType TypeOf(SettingKind? kind) =>
        kind switch
        {
            SettingKind.Enum or SettingKind.Bool => ConfigTokenType.EnumMember,
            SettingKind.Number or SettingKind.Duration or SettingKind.Size or SettingKind.Rate =>
                ConfigTokenType.Number,
            { } named when NameKinds.NamedBy(named) is not null => ConfigTokenType.Namespace,
            _ => ConfigTokenType.Text,
        };
}
