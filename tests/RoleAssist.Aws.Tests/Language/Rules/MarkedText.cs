using RoleAssist.Aws.Language;
using RoleAssist.Aws.SharedConfig;

namespace RoleAssist.Aws.Tests.Language.Rules;

/// <summary>
/// The two AWS files in one text: the credentials file follows a line <c>---</c>. Each place that a finding is expected at
/// is between « and ».
/// </summary>
internal sealed record MarkedText(ConfigFileSet Files, IReadOnlyList<string> Places)
{
    private const string Divider = "---\n";

    public static MarkedText Read(string text)
    {
        var places = new List<string>();
        var parts = text.Split(Divider);
        var config = Parse(parts[0], SharedConfigFileKind.Config, places);
        var credentials = parts.Length > 1 ? Parse(parts[1], SharedConfigFileKind.Credentials, places) : null;
        return new MarkedText(new ConfigFileSet(config, credentials), places);
    }

    /// <summary>Names a place as the tests compare it.</summary>
    public static string Describe(SharedConfigFileKind file, int start, int end) => $"{file} {start}-{end}";

    private static ConfigDocument Parse(string marked, SharedConfigFileKind kind, List<string> places)
    {
        var (text, start) = ("", 0);
        foreach (var character in marked)
        {
            switch (character)
            {
                case '«':
                    start = text.Length;
                    break;
                case '»':
                    places.Add(Describe(kind, start, text.Length));
                    break;
                default:
                    text += character;
                    break;
            }
        }

        return ConfigDocument.Parse(text, kind);
    }
}
