using RoleAssist.Aws.SharedConfig.Syntax;
using RoleAssist.Core.Settings;

namespace RoleAssist.Aws.Language;

/// <summary>A value that leads somewhere.</summary>
public sealed record ConfigLink(TextSpan Span, Uri Target);

/// <summary>Web addresses and files in values.</summary>
public static class ConfigLinks
{
    public static IReadOnlyList<ConfigLink> In(ConfigDocument document)
    {
        var links = new List<ConfigLink>();
        foreach (var section in document.Sections)
        {
            foreach (var property in DocumentProperty.In(document, section))
            {
                Add(property);
                foreach (var nested in property.Nested(document))
                {
                    Add(nested);
                }
            }
        }

        return links;

        void Add(DocumentProperty property)
        {
            if (
                !property.ValueSpan.IsEmpty
                && property.EndLine == property.Line + 1
                && property.Setting is { } setting
                && TargetOf(setting.Kind, document.TextOf(property.ValueSpan)) is { } target
            )
            {
                links.Add(new ConfigLink(property.ValueSpan, target));
            }
        }
    }

    /// <summary>
    /// A file on another machine is no link: Windows would sign in there with the user's password when it is opened.
    /// </summary>
    private static Uri? TargetOf(SettingKind kind, string value) =>
        kind switch
        {
            SettingKind.Url
                when Uri.TryCreate(value, UriKind.Absolute, out var address)
                    && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
                    && address.UserInfo.Length == 0 => address,
            SettingKind.Path
                when Path.IsPathFullyQualified(value)
                    && Uri.TryCreate(value, UriKind.Absolute, out var file)
                    && file is { IsFile: true, IsUnc: false } => file,
            _ => null,
        };
}
