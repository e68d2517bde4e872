using System.Text;

namespace RoleAssist.CodeGeneration.Tests.Support;

/// <summary>
/// An editor's reading of a snippet's body, as far as ours go
/// (https://code.visualstudio.com/docs/editing/userdefinedsnippets#_grammar).
/// </summary>
internal static class Snippet
{
    /// <summary>The text that is there before anybody types: defaults, and the first of every choice.</summary>
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
                throw new FormatException("A brace that closes nothing.");
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

        // The line of the cursor is the snippet's alone.
        return string.Concat(text.ToString().Split('\n').Where(line => line.Trim() != $"{Cursor}").Select(line => line + "\n"))[..^1];
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
