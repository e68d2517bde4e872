using System.Text.RegularExpressions;
using RoleAssist.Aws.SharedConfig.Syntax;

namespace RoleAssist.Aws.Language.Rules;

/// <summary>
/// The comments <c># roleassist: ignore CODE</c>. One above a setting is for its lines, one above a header for the whole
/// section. Only whole lines count: SDKs read a comment behind a value as part of it.
/// </summary>
internal sealed partial class Suppressions
{
    private readonly List<(int FirstLine, int EndLine, string[] Codes)> _ranges = [];
    private readonly ConfigDocument _document;

    private Suppressions(ConfigDocument document) => _document = document;

    public static Suppressions In(ConfigDocument document)
    {
        var found = new Suppressions(document);
        if (document.Text.Contains("roleassist:", StringComparison.OrdinalIgnoreCase))
        {
            found.Read();
        }

        return found;
    }

    public bool Contains(ConfigFinding finding)
    {
        if (_ranges.Count == 0)
        {
            return false;
        }

        var line = _document.PositionOf(finding.Span.Start).Line;
        return _ranges.Exists(range =>
            range.FirstLine <= line
            && line < range.EndLine
            && range.Codes.Contains(finding.Code, StringComparer.OrdinalIgnoreCase)
        );
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
                        _ranges.Add((i, EndOf(i), [.. waiting]));
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
