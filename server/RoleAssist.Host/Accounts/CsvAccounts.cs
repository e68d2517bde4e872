using System.Text;
using System.Text.Json.Nodes;

namespace RoleAssist.Host.Accounts;

/// <summary>
/// Reads CSV with a header (RFC 4180). The separator is the comma, or the semicolon or tab that spreadsheets write in
/// some languages.
/// </summary>
internal static class CsvAccounts
{
    private static readonly char[] Separators = [',', ';', '\t'];

    /// <summary>Whether the first line looks like a header.</summary>
    public static bool IsCsv(string text)
    {
        var header = HeaderOf(text);
        return !header.Contains(": ", StringComparison.Ordinal)
            && !header.EndsWith(':')
            && !header.StartsWith('-')
            && !header.StartsWith('#')
            && header.Length > 0
            && AccountRow.HasId(RowOf(Fields(header, SeparatorOf(header)).First().Fields, []));
    }

    /// <exception cref="FormatException">
    /// A quoted field has no end, a line has more fields than the header, or the header has a column twice.
    /// </exception>
    public static IEnumerable<(JsonObject Fields, int? Line)> Read(string text)
    {
        IReadOnlyList<string>? header = null;
        var record = 0;
        foreach (var (fields, line) in Fields(text, SeparatorOf(HeaderOf(text))))
        {
            record++;
            if (fields is [""])
            {
                continue;
            }

            if (header is null)
            {
                header = fields;
                RequireUnique(header, line);
                continue;
            }

            if (fields.Count > header.Count)
            {
                throw new FormatException($"record {record} has {fields.Count} fields, the header {header.Count}");
            }

            yield return (RowOf(header, fields), line);
        }
    }

    private static void RequireUnique(IReadOnlyList<string> header, int line)
    {
        var known = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        if (header.FirstOrDefault(name => name.Trim().Length > 0 && !known.Add(name.Trim())) is { } twice)
        {
            throw new FormatException($"line {line} has the column '{twice.Trim()}' twice");
        }
    }

    private static string HeaderOf(string text) => text.TrimStart().Split('\n', 2)[0].Trim();

    private static char SeparatorOf(string header) => Separators.MaxBy(separator => header.Count(separator.Equals));

    private static JsonObject RowOf(IReadOnlyList<string> header, IReadOnlyList<string> fields)
    {
        var row = new JsonObject();
        for (var index = 0; index < header.Count; index++)
        {
            row[header[index].Trim()] = index < fields.Count ? fields[index] : "";
        }

        return row;
    }

    /// <summary>Splits records into fields, each with the number of its first line.</summary>
    private static IEnumerable<(IReadOnlyList<string> Fields, int Line)> Fields(string text, char separator)
    {
        var (fields, field) = (new List<string>(), new StringBuilder());
        var (line, start) = (1, 1);
        var (isQuoted, wasQuoted) = (false, false);
        for (var at = 0; at < text.Length; at++)
        {
            var character = text[at];
            switch (character)
            {
                case '"' when isQuoted && at + 1 < text.Length && text[at + 1] == '"':
                    field.Append('"');
                    at++;
                    break;
                case '"' when isQuoted || (field.Length == 0 && !wasQuoted):
                    isQuoted = !isQuoted;
                    wasQuoted = true;
                    break;
                case '\r' or '\n' when !isQuoted:
                    if (character == '\r' && at + 1 < text.Length && text[at + 1] == '\n')
                    {
                        at++;
                    }

                    yield return (Finish(fields, field), start);
                    (fields, wasQuoted) = ([], false);
                    start = ++line;
                    break;
                case var _ when character == separator && !isQuoted:
                    _ = Finish(fields, field);
                    wasQuoted = false;
                    break;
                default:
                    line += character == '\n' ? 1 : 0;
                    field.Append(character);
                    break;
            }
        }

        if (isQuoted)
        {
            throw new FormatException("a quoted field has no end");
        }

        if (field.Length > 0 || fields.Count > 0 || wasQuoted)
        {
            yield return (Finish(fields, field), start);
        }
    }

    private static List<string> Finish(List<string> fields, StringBuilder field)
    {
        fields.Add(field.ToString());
        field.Clear();
        return fields;
    }
}
