using System.Globalization;
using System.Text;
using System.Text.Json;
using RoleAssist.TestInfrastructure;

namespace RoleAssist.Sandbox.Tests.Sts;

/// <summary>AWS' own model of STS.</summary>
internal sealed class ServiceModel
{
    private readonly JsonElement _shapes = JsonDocument
        .Parse(File.ReadAllText(Path.Combine(Repository.Conformance!, "botocore", "sts-2011-06-15-service-2.json")))
        .RootElement.GetProperty("shapes");

    public JsonElement ParameterShape(string input, string parameter) =>
        Shape(Member(_shapes.GetProperty(input), parameter));

    public JsonElement Shape(string name) => _shapes.GetProperty(name);

    public IEnumerable<string> Parameters(string input) =>
        _shapes.GetProperty(input).GetProperty("members").EnumerateObject().Select(member => member.Name);

    private static string Member(JsonElement shape, string name) =>
        shape.GetProperty("members").GetProperty(name).GetProperty("shape").GetString()!;

    /// <summary>
    /// Gets the characters that a pattern of the model allows, by the rules of Java, the service's language.
    /// </summary>
    public static Func<Rune, bool> Characters(string pattern)
    {
        var tests = new List<Func<Rune, bool>>();
        var text = pattern[1..pattern.LastIndexOf(']')];
        for (var i = 0; i < text.Length; )
        {
            var first = Next(text, ref i, tests);
            if (first is { } from && i + 1 < text.Length && text[i] == '-')
            {
                i++;
                var to = Next(text, ref i, tests)!.Value;
                tests.Add(rune => rune.Value >= from && rune.Value <= to);
            }
            else if (first is { } one)
            {
                tests.Add(rune => rune.Value == one);
            }
        }

        return rune => tests.Exists(test => test(rune));
    }

    /// <summary>
    /// Reads the next character of a class, or null if a whole set (<c>\w</c>, <c>\p{L}</c>) was added instead.
    /// </summary>
    private static int? Next(string text, ref int i, List<Func<Rune, bool>> tests)
    {
        if (text[i] != '\\')
        {
            return text[i++];
        }

        var escape = text[i + 1];
        i += 2;
        switch (escape)
        {
            case 'u':
                // The model writes code points above U+FFFF with five or six digits.
                var digits = text[i..].TakeWhile(char.IsAsciiHexDigit).Count();
                var value = int.Parse(text.AsSpan(i, digits), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
                i += digits;
                return value;
            case 'w':
                tests.Add(rune => rune.IsAscii && (char.IsAsciiLetterOrDigit((char)rune.Value) || rune.Value == '_'));
                return null;
            case 'd':
                tests.Add(rune => rune.Value is >= '0' and <= '9');
                return null;
            case 'p':
                var category = text[i + 1];
                i += 3;
                tests.Add(rune => CategoryLetter(Rune.GetUnicodeCategory(rune)) == category);
                return null;
            default:
                return escape;
        }
    }

    private static char CategoryLetter(UnicodeCategory category) =>
        category switch
        {
            <= UnicodeCategory.OtherLetter => 'L',
            <= UnicodeCategory.EnclosingMark => 'M',
            <= UnicodeCategory.OtherNumber => 'N',
            <= UnicodeCategory.ParagraphSeparator => 'Z',
            _ => '-',
        };
}
