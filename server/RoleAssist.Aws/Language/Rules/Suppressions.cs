using System.Buffers;
using System.Text.RegularExpressions;
using RoleAssist.Aws.SharedConfig.Syntax;

namespace RoleAssist.Aws.Language.Rules;

/// <summary>
/// The comments <c># roleassist: ignore CODE</c>. One above a setting is for its lines, one above a header for the whole
/// section. Only whole lines count: SDKs read a comment behind a value as part of it.
/// </summary>
internal sealed partial class Suppressions
{
    /// <summary>Few documents have one, and most are looked at after each change.</summary>
    private static readonly SearchValues<string> Mark = SearchValues.Create(
        ["roleassist:"],
        StringComparison.OrdinalIgnoreCase
    );

    /// <summary>The ranges of sections and those of settings. Those of one kind do not overlap and are in order.</summary>
    private readonly List<(int FirstLine, int EndLine, string[] Codes)> _sections = [];
    private readonly List<(int FirstLine, int EndLine, string[] Codes)> _settings = [];
    private readonly ConfigDocument _document;

    private Suppressions(ConfigDocument document) => _document = document;

    public static Suppressions In(ConfigDocument document)
    {
        var found = new Suppressions(document);
        if (document.Text.AsSpan().ContainsAny(Mark))
        {
            found.Read();
        }

        return found;
    }

    public bool Contains(ConfigFinding finding)
    {
        if (_sections.Count + _settings.Count == 0)
        {
            return false;
        }

        var line = _document.PositionOf(finding.Span.Start).Line;
        return Contains(_sections, line, finding.Code) || Contains(_settings, line, finding.Code);
    }

    private static bool Contains(List<(int FirstLine, int EndLine, string[] Codes)> ranges, int line, string code)
    {
        var (low, high) = (0, ranges.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (ranges[middle].FirstLine <= line)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low > 0
            && line < ranges[low - 1].EndLine
            && ranges[low - 1].Codes.Contains(code, StringComparer.OrdinalIgnoreCase);
    }

    private void Read()
    {
        var lines = _document.Tree.Lines;
        var waiting = new List<string>();
        for (var i = 0; i < lines.Length; i++)
        {
            switch (lines[i].Kind)
            {
                case LineKind.Comment:
                    if (Comment().Match(_document.TextOf(lines[i].Span)) is { Success: true } match)
                    {
                        waiting.AddRange(match.Groups["code"].Captures.Select(code => code.Value));
                    }

                    break;
                case LineKind.Blank:
                    waiting.Clear();
                    break;
                default:
                    if (waiting.Count > 0)
                    {
                        var isHeader = lines[i].Kind is LineKind.Section or LineKind.BrokenSection;
                        (isHeader ? _sections : _settings).Add((i, EndOf(i), [.. waiting]));
                        waiting.Clear();
                    }

                    break;
            }
        }
    }

    private int EndOf(int line)
    {
        var lines = _document.Tree.Lines;
        if (lines[line].Kind is LineKind.Section or LineKind.BrokenSection)
        {
            return _document.SectionAt(line) is { } section ? section.EndLine : line + 1;
        }

        var end = line + 1;
        while (
            end < lines.Length && lines[end].Kind == LineKind.Continuation && lines[line].Kind != LineKind.Continuation
        )
        {
            end++;
        }

        return end;
    }

    [GeneratedRegex(
        @"^[#;]\s*roleassist:\s*ignore\s+(?<code>[A-Za-z]+)(?:\s*,\s*(?<code>[A-Za-z]+))*\s*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex Comment();
}
