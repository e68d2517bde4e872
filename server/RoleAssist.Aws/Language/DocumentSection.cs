using RoleAssist.Aws.SharedConfig;
using RoleAssist.Aws.SharedConfig.Syntax;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Settings;

namespace RoleAssist.Aws.Language;

/// <summary>A section as it is written, with the places of its header's parts.</summary>
/// <param name="Kind">What it is for the reader of the files.</param>
/// <param name="Name">Its name without quotes; empty if it is ignored.</param>
/// <param name="WordSpan">The word before the name, such as <c>profile</c>; empty if there is none.</param>
/// <param name="NameSpan">The name without quotes; empty if there is none.</param>
internal sealed record DocumentSection(
    ConfigSection Syntax,
    SectionKind Kind,
    string Name,
    TextSpan WordSpan,
    TextSpan NameSpan
)
{
    private const string Blanks = " \t";

    public int FirstLine => Syntax.FirstLine;

    public int EndLine => Syntax.FirstLine + Syntax.LineCount;

    /// <summary>Gets the kind of name that the header defines; null if it defines none.</summary>
    public NameKind? Defines =>
        Kind switch
        {
            SectionKind.Profile or SectionKind.BareDefault => NameKind.Profile,
            SectionKind.SsoSession => NameKind.SsoSession,
            SectionKind.Services => NameKind.Services,
            _ => null,
        };

    /// <summary>Gets the section of the catalogue; null if it has none.</summary>
    public SettingSection? Settings =>
        Defines switch
        {
            NameKind.Profile => SettingSection.Profile,
            NameKind.SsoSession => SettingSection.SsoSession,
            NameKind.Services => SettingSection.Services,
            _ => null,
        };

    public static List<DocumentSection> All(ConfigSyntaxTree tree, SharedConfigFileKind file)
    {
        var all = new List<DocumentSection>(tree.Sections.Length);
        foreach (var section in tree.Sections)
        {
            all.Add(Read(tree, file, section));
        }

        return all;
    }

    private static DocumentSection Read(ConfigSyntaxTree tree, SharedConfigFileKind file, ConfigSection section)
    {
        var line = tree.Lines[section.FirstLine];
        if (line.Kind != LineKind.Section)
        {
            return new DocumentSection(section, SectionKind.Ignored, "", default, default);
        }

        var header = SectionHeader.Parse(tree.Slice(line.Name), file);
        var text = tree.Slice(line.Name);
        var trimmed = text.Trim(Blanks);
        var start = line.Name.Start + (text.Length - text.TrimStart(Blanks).Length);
        var gap = trimmed.IndexOfAny(Blanks);
        if (gap < 0)
        {
            // In the config file, a word alone is a name only in [default].
            var word = new TextSpan(start, trimmed.Length);
            return file == SharedConfigFileKind.Config && header.Kind == SectionKind.Ignored
                ? new DocumentSection(section, header.Kind, header.Name, word, default)
                : new DocumentSection(section, header.Kind, header.Name, default, word);
        }

        var name = trimmed[gap..].TrimStart(Blanks);
        var span = new TextSpan(start + trimmed.Length - name.Length, name.Length);
        var isQuoted = header.Kind != SectionKind.Ignored && !ProfileNames.IsPlain(name);
        return new DocumentSection(
            section,
            header.Kind,
            header.Name,
            new TextSpan(start, gap),
            isQuoted ? new TextSpan(span.Start + 1, span.Length - 2) : span
        );
    }
}
