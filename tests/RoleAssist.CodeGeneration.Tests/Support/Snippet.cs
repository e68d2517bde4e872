using System.Text;

namespace RoleAssist.CodeGeneration.Tests.Support;

/// <summary>
/// Expands snippet bodies like an editor, for the syntax that RoleAssist uses
/// (https://code.visualstudio.com/docs/editing/userdefinedsnippets#_grammar).
/// </summary>
internal static class Snippet
{
    /// <summary>Returns the inserted text: defaults, and the first option of each choice.</summary>
    public static string Expand(string body)
    {
        var text = new StringBuilder();
        var values = new Dictionary<string, string>();
        for (var index = 0; index < body.Length; index++)
        {
            if (body[index] == '\\')
            {
                text.Append(body[++index]);
            }
            else if (body[index] == '}')
            {
                throw new FormatException("Unexpected closing brace.");
            }
            else if (body[index] != '$')
            {
                text.Append(body[index]);
            }
            else if (body[index + 1] == '0')
            {
                index++;
                text.Append(Cursor);
            }
            else
            {
                index += 2;
                var number = Until(body, ref index, ':', '|', '}');
                switch (body[index])
                {
                    case ':':
                        index++;
                        values.Add(number, Until(body, ref index, '}'));
                        break;
                    case '|':
                        index++;
                        values.Add(number, Until(body, ref index, ',', '|'));
                        while (body[index] != '|')
                        {
                            index++;
                            Until(body, ref index, ',', '|');
                        }

                        index++;
                        break;
                }

                Assert.Equal('}', body[index]);
                text.Append(values[number]);
            }
        }

        // The cursor line is only part of snippets.
        return string.Concat(
            text.ToString().Split('\n').Where(line => line.Trim() != $"{Cursor}").Select(line => line + "\n")
        )[..^1];
    }

    private const char Cursor = '\uE000';

    private static string Until(string body, ref int index, params char[] ends)
    {
        var text = new StringBuilder();
        for (; !ends.Contains(body[index]); index++)
        {
            if (body[index] == '\\')
            {
                index++;
            }

            text.Append(body[index]);
        }

        return text.ToString();
    }
}
