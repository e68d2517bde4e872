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
            && AccountRow.HasId(RowOf(Fields(header, SeparatorOf(header)).First(), []));
    }

    /// <exception cref="FormatException">A quoted field has no end, or a line has more fields than the header.</exception>
    public static IEnumerable<JsonObject> Read(string text)
    {
        IReadOnlyList<string>? header = null;
        var line = 0;
        foreach (var fields in Fields(text, SeparatorOf(HeaderOf(text))))
        {
            line++;
            if (fields is [""])
            {
                continue;
            }

            if (header is null)
            {
                header = fields;
                continue;
            }

            if (fields.Count > header.Count)
            {
                throw new FormatException($"record {line} has {fields.Count} fields, the header {header.Count}");
            }

            yield return RowOf(header, fields);
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

    private static IEnumerable<IReadOnlyList<string>> Fields(string text, char separator)
    {
        var (fields, field) = (new List<string>(), new StringBuilder());
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

                    yield return Finish(fields, field);
                    (fields, wasQuoted) = ([], false);
                    break;
                case var _ when character == separator && !isQuoted:
                    _ = Finish(fields, field);
                    wasQuoted = false;
                    break;
                default:
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
            yield return Finish(fields, field);
        }
    }

    private static List<string> Finish(List<string> fields, StringBuilder field)
    {
        fields.Add(field.ToString());
        field.Clear();
        return fields;
    }
}
