using System.Globalization;
using RoleAssist.Core.Settings;

namespace RoleAssist.Aws.Language;

/// <summary>A text that an editor shows beside a value.</summary>
/// <param name="Offset">Where it is shown.</param>
public sealed record ConfigHint(int Offset, string Label);

/// <summary>Says numbers in words that are read faster: <c>14400</c> is 4 h.</summary>
public static class ConfigHints
{
    /// <param name="start">Where the part of the text begins that the editor shows.</param>
    /// <param name="end">Where that part ends.</param>
    public static IReadOnlyList<ConfigHint> In(ConfigDocument document, int start, int end)
    {
        var first = document.SectionAt(document.PositionOf(start).Line);
        var hints = new List<ConfigHint>();
        foreach (var section in document.Sections)
        {
            if (section.FirstLine < first?.FirstLine)
            {
                continue;
            }

            if (document.Tree.Lines[section.FirstLine].Span.Start > end)
            {
                break;
            }

            hints.AddRange(
                DocumentProperty
                    .In(document, section)
                    .Where(property => property.ValueSpan.Start >= start && property.ValueSpan.End <= end)
                    .Select(property => HintFor(document, property))
                    .OfType<ConfigHint>()
            );
        }

        return hints;
    }

    private static ConfigHint? HintFor(ConfigDocument document, DocumentProperty property) =>
        property is { EndLine: var next, Line: var line, Setting.Kind: SettingKind.Duration }
        && next == line + 1
        && int.TryParse(
            document.Slice(property.ValueSpan),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var seconds
        )
        && seconds >= 60
            ? new ConfigHint(property.ValueSpan.End, InWords(seconds))
            : null;

    /// <summary>Writes the largest units that say it exactly: <c>4 h</c>, <c>1 h 30 min</c>, <c>1000 s</c> is 16 min 40 s.</summary>
    private static string InWords(int seconds)
    {
        (int Length, string Name)[] units = [(3600, "h"), (60, "min"), (1, "s")];
        var parts = new List<string>();
        foreach (var (length, name) in units)
        {
            if (seconds / length is > 0 and var count)
            {
                parts.Add($"{count} {name}");
                seconds %= length;
            }
        }

        return string.Join(' ', parts);
    }
}
