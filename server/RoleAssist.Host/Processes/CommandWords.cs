using System.Text;

namespace RoleAssist.Host.Processes;

/// <summary>
/// Splits a command line into words: blanks separate, quotation marks keep together. Nothing else has a meaning, so no
/// character of a value becomes an instruction.
/// </summary>
internal static class CommandWords
{
    public static IReadOnlyList<string> Split(string line)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var isWord = false;
        char? quote = null;
        foreach (var character in line)
        {
            if (character == quote)
            {
                quote = null;
            }
            else if (quote is null && character is '"' or '\'')
            {
                (quote, isWord) = (character, true);
            }
            else if (quote is null && char.IsWhiteSpace(character))
            {
                End();
            }
            else
            {
                word.Append(character);
                isWord = true;
            }
        }

        End();
        return words;

        void End()
        {
            if (isWord)
            {
                words.Add(word.ToString());
                word.Clear();
                isWord = false;
            }
        }
    }
}
